"""How this room says no. The sentences live here alone."""

from zhifa.kernel.refusals import Obstacle

# bodies
ABOLISHED = Obstacle("agency_abolished", "该机关当日已撤销，请改选承接其职能的机关。")
NOT_ESTABLISHED = Obstacle("agency_not_established", "该机关当日尚未设立，请核对日期。")
NOT_ENFORCING = Obstacle(
    "agency_not_enforcing", "该机关不是行政执法主体，不能实施执法行为。", "行政处罚法 第十七条"
)
NO_BASIS = Obstacle(
    "agency_no_basis",
    "该组织未登记授权的法律、法规依据，请先在主体信息中补充。",
    "行政处罚法 第十九条",
)
BEFORE_ESTABLISHED = Obstacle("before_established", "撤销日期早于设立日期，请核对。")
POSTS_REMAIN = Obstacle("posts_remain", "该机关在撤销日之后还有任职人员，请先办理免职或调任。")
UNIT_EXISTS = Obstacle("unit_exists", "该机关已有同名机构，请换一个名称。")
NOTHING_CHANGED = Obstacle("nothing_changed", "内容没有变化，不需要保存。")
STALE = Obstacle(
    "stale", "这一页打开之后，别人改过这些内容。您填写的还在下面，请另开一页核对后重新提交。"
)
TAKEN = Obstacle("taken", "已被登记，请核对后换一个")

FUTURE = Obstacle("future", "变更要到生效当日才能登记，请到那一天再办。")
BEFORE_LAST_CHANGE = Obstacle(
    "before_last_change", "生效日期早于上一次变更，会改动已经过去的记载，请核对。"
)
NO_DOCUMENT = Obstacle("no_document", "请写明依据的文号。")
SUCCEEDS_ITSELF = Obstacle("succeeds_itself", "原机关和承接机关不能是同一个。")
SUCCESSOR_ABSENT = Obstacle(
    "successor_absent", "承接机关在承接当日不存在或者已撤销，请先登记承接机关。"
)
POSTS_BEGIN_LATER = Obstacle(
    "posts_begin_later", "原机关有承接日之后才开始的任职，请先办理免职，再办合并。"
)

# delegations
DELEGATES_ITSELF = Obstacle("delegates_itself", "委托机关和受委托组织不能是同一个。")
PRINCIPAL_NOT_ORGAN = Obstacle(
    "principal_not_organ",
    "只有行政机关可以委托；受委托组织不得再委托其他组织或者个人。",
    "行政处罚法 第二十条",
)
DELEGATE_UNFIT = Obstacle(
    "delegate_unfit",
    "受委托方应当是依法成立、具有管理公共事务职能的组织，请核对其主体性质。",
    "行政处罚法 第二十一条",
)
NO_MATTERS = Obstacle("no_matters", "委托书应当写明委托的具体事项，请填写。", "行政处罚法 第二十条")
TERM_REVERSED = Obstacle("term_reversed", "截止日期早于开始日期，请核对。")
NO_MANDATE = Obstacle(
    "no_mandate",
    "该组织当日没有涵盖此事项的有效委托书，请先办理委托并公布。",
    "行政处罚法 第二十条",
)
MANDATE_UNPUBLISHED = Obstacle(
    "mandate_unpublished", "委托书当日尚未向社会公布，请先公布。", "行政处罚法 第二十条"
)
MEASURE_DELEGATED = Obstacle(
    "measure_delegated",
    "行政强制措施权不得委托，请交委托机关自己实施。",
    "行政强制法 第十七条",
)
NO_LETTER = Obstacle("no_letter", "请先存入盖章的委托书，再公布。", "行政处罚法 第二十条")
LETTER_FILED = Obstacle("letter_filed", "委托书已经存入，不能替换。写错的请终止后另立委托。")
LETTER_NOT_PDF = Obstacle("letter_not_pdf", "委托书请上传 PDF 文件，不超过 5 兆字节。")
PUBLISHED = Obstacle("mandate_published", "该委托已经公布，不需要再办。")
DELEGATION_OVER = Obstacle("delegation_over", "该委托在这一天已经终止，不需要再办。")

# posts
UNKNOWN_ROLE = Obstacle("unknown_role", "没有这种岗位，请从列表中选择。")
ROLES_APART = Obstacle(
    "roles_apart", "系统、安全、审计三种管理员互不兼任，也不兼任办案岗位，请先免去冲突的岗位"
)
POST_HELD = Obstacle("post_held", "这一时段已担任该岗位，不需要重复任命。")
OWN_POST = Obstacle("own_post", "不能任免自己，请交另一名人员管理员办理。")
FOREIGN_UNIT = Obstacle("foreign_unit", "内设机构不属于该机关，请重新选择。")
ACCOUNT_CLOSED = Obstacle("account_closed", "该账号已停用，请先恢复。")
POST_OVER = Obstacle("post_over", "该岗位在这一天已经结束，不需要再办。")
BEFORE_BEGIN = Obstacle("before_begin", "结束日期早于开始日期，请核对。")

# certificates
NO_AREA = Obstacle("no_area", "请至少填写一个执法区域代码。")
NOT_STAFF = Obstacle("not_staff", "持证人在有效期起始日不在该单位任职，请先任命。")
KIND_UNFIT = Obstacle(
    "kind_unfit", "受委托组织的人员持委托执法证，其他执法人员持行政执法证，请改选种类。"
)
CERTIFICATE_CANCELLED = Obstacle("certificate_cancelled", "该证件已注销，不能再办理此项。")
ALREADY_SUSPENDED = Obstacle("already_suspended", "该证件在这一时段已暂扣，请先办理恢复。")
NOT_SUSPENDED = Obstacle("not_suspended", "该证件没有未结束的暂扣，不需要恢复。")
NO_REASON = Obstacle("no_reason", "请写明原因。")
NOT_PHOTO = Obstacle("not_photo", "证件照请上传 JPEG 图片，不超过 200 千字节。")
BADGE_UNFIT = Obstacle("badge_unfit", "这个证件今天不能亮证")
BAD_LIST = Obstacle("bad_list", "名单有不能接受的行，一行也没有写入。请按下面的说明改好再导入。")

# accounts
NOT_OWN = Obstacle("not_own", "只能办理本人的事项。")
WRONG_PASSWORD = Obstacle("wrong_password", "原密码不对，请重新输入。")
SAME_PASSWORD = Obstacle("same_password", "新密码与原密码相同，请换一个。")
OWN_FACTOR = Obstacle("own_factor", "不能重置自己的动态口令，请交另一名安全管理员办理。")
FACTOR_IN_FORCE = Obstacle(
    "factor_in_force", "动态口令已启用。换手机请先由安全管理员重置，再重新启用。"
)
NO_FACTOR = Obstacle("no_factor", "该账号没有启用动态口令。")
WRONG_CODE = Obstacle("wrong_code", "动态口令不对。请核对手机时间，输入当前显示的六位数字。")
CODE_USED = Obstacle("code_used", "这个动态口令已经用过，请等下一个（约三十秒）再输入。")
SESSION_OVER = Obstacle("session_over", "这次登录已经结束。")
ALREADY_CLOSED = Obstacle("already_closed", "该账号已经停用。")
ALREADY_OPEN = Obstacle("already_open", "该账号没有停用。")
CLIENT_NOT_ADMIN = Obstacle("client_not_admin", "接口客户端不能担任管理员岗位。")
NO_ROLES = Obstacle("no_roles", "请至少选择一个岗位。")
NOT_CLIENT = Obstacle("not_client", "这不是接口客户端。")
