"""Shape of what the machinery's pages ask, and what every room's forms share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from zhifa.kernel.texts import thin, thin_words


def column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """A column of a model. TypeError for a relation back: no form asks for one."""
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise TypeError(f"{model.__name__}.{name} is no column")
    return found


def offer(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    """Give a field the choices of this form alone. TypeError when it offers none."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = list(choices)


def telling(text: str) -> None:
    """Refuse a reason, a finding or an opinion that tells nothing."""
    if thin(text):
        raise ValidationError(thin_words())


GAP = "{name}：尚未填写。"
WORDS: Mapping[type[forms.Field], Mapping[str, str]] = {  # why, where Django would say it its way
    forms.Field: {"required": "尚未填写。", "invalid": "格式不对，核对后重填。"},
    forms.CharField: {
        "max_length": "最多 %(limit_value)d 个字，现有 %(show_value)d 个，请缩短。",
        "min_length": "至少 %(limit_value)d 个字，现有 %(show_value)d 个，请补充。",
        "null_characters_not_allowed": "含有不能保存的控制字符，删去后重填。",
    },
    forms.IntegerField: {
        "invalid": "写整数。",
        "max_value": "不能大于 %(limit_value)s。",
        "min_value": "不能小于 %(limit_value)s。",
    },
    forms.FloatField: {"invalid": "写数字。"},
    forms.DecimalField: {
        "invalid": "写数字。",
        "max_digits": "最多 %(max)s 位数字。",
        "max_decimal_places": "小数最多 %(max)s 位。",
        "max_whole_digits": "整数部分最多 %(max)s 位。",
    },
    forms.DateField: {"invalid": "日期写成 2026-01-31 的样子。"},
    forms.TimeField: {"invalid": "时间写成 09:30 的样子。"},
    forms.DateTimeField: {"invalid": "时间写成 2026-01-31 09:30 的样子。"},
    forms.EmailField: {"invalid": "电子邮箱写成 name@example.cn 的样子。"},
    forms.URLField: {"invalid": "网址写成 https://example.cn 的样子。"},
    forms.ChoiceField: {"invalid_choice": "“%(value)s”不在可选的范围内，从列出的项目中选择。"},
    forms.MultipleChoiceField: {"invalid_list": "选择的内容读不懂，重新选择。"},
    forms.ModelChoiceField: {"invalid_choice": "所选的不在可选的范围内，从列出的项目中选择。"},
    forms.FileField: {
        "invalid": "没有收到文件，重新选择。",
        "missing": "没有收到文件，重新选择。",
        "empty": "文件是空的，换一个文件。",
        "max_length": "文件名最多 %(max)d 个字，现有 %(length)d 个，改名后重新选择。",
        "contradiction": "选了文件又勾了清除，只做一样。",
    },
}


def _say(field: forms.Field) -> None:
    """Put our words where a field would use Django's; what was given to the field stays."""
    built_in: dict[str, str] = {}
    ours: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        built_in |= getattr(kind, "default_error_messages", {})
        ours |= WORDS.get(kind, {})
    for code, words in ours.items():
        if field.error_messages.get(code, built_in.get(code)) == built_in.get(code):
            field.error_messages[code] = words


class Spoken(forms.Form):
    """A form that says of every fault which field it is at, and why, in our words."""

    def full_clean(self) -> None:
        """As Django's, with our words also at fields that were added after the form was made."""
        for field in self.fields.values():
            _say(field)
        super().full_clean()

    def add_error(self, field: str | None, error: Any) -> None:
        """As Django's, with the field's name before what does not name it."""
        if field is None or field not in self.fields:
            return super().add_error(field, error)
        held = error if isinstance(error, ValidationError) else ValidationError(error)
        name = str(self.fields[field].label or "")
        told = [words if name in words else f"{name}：{words}" for words in held.messages]
        return super().add_error(field, ValidationError(told))


class Named(Spoken):
    """A form whose gaps are named, and whose only choice is made already."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and field.required:
                choose_only(self, name, field)

    def full_clean(self) -> None:
        """As Django's; what is not filled in is named."""
        for field in self.fields.values():
            field.error_messages["required"] = GAP.format(name=field.label)
        super().full_clean()


def choose_only(form: forms.Form, name: str, field: forms.ChoiceField) -> None:
    """Where there is one thing to choose by a radio, choose it."""
    sought = hasattr(field.widget, "look")  # what a search found is for a person to choose
    if isinstance(field.widget, forms.RadioSelect) and not sought and not form.initial.get(name):
        choices = [key for key, _ in field.widget.choices]
        if len(choices) == 1 and choices[0]:
            form.initial[name] = choices[0]


class JournalForm(Spoken):
    """Which entries of the journal to show."""

    subject = forms.CharField(label="案卷", max_length=60, required=False)
    by = forms.CharField(label="办理人", max_length=80, required=False)
    kind = forms.CharField(label="种类", max_length=80, required=False)
    since = forms.DateField(label="起始日期", required=False)
    until = forms.DateField(label="截止日期", required=False)
    before = forms.IntegerField(label="序号", min_value=1, max_value=2**63 - 1, required=False)
    check = forms.BooleanField(label="核对", required=False)
