"""How this room says no. The sentences live here alone."""

from zhifa.kernel.refusals import Obstacle

# bodies
ABOLISHED = Obstacle("agency_abolished", "该机关当日已撤销。", then="请改选承接其职能的机关。")
NOT_ESTABLISHED = Obstacle("agency_not_established", "该机关当日尚未设立。", then="请核对日期。")
NOT_ENFORCING = Obstacle(
    "agency_not_enforcing",
    "该机关不是行政执法主体，不能实施执法行为。",
    "行政处罚法 第十七条",
    then="把线索移送有权的机关。",
)
NO_BASIS = Obstacle(
    "agency_no_basis",
    "该组织未登记授权的法律、法规依据。",
    "行政处罚法 第十九条",
    then="请先在主体信息中补充。",
)
BEFORE_ESTABLISHED = Obstacle("before_established", "撤销日期早于设立日期。", then="请核对。")
POSTS_REMAIN = Obstacle(
    "posts_remain", "该机关在撤销日之后还有任职人员。", then="请先办理免职或调任。"
)
UNIT_EXISTS = Obstacle("unit_exists", "该机关已有同名机构。", then="请换一个名称。")
NOTHING_CHANGED = Obstacle("nothing_changed", "内容没有变化。", over="已经是这样，不需要保存。")
STALE = Obstacle(
    "stale", "这一页打开之后，别人改过这些内容；您填写的还在下面。", then="另开一页核对后重新提交。"
)
TAKEN = Obstacle("taken", "已被登记", then="核对后换一个。")

FUTURE = Obstacle("future", "变更要到生效当日才能登记。", then="请到那一天再办。")
BEFORE_LAST_CHANGE = Obstacle(
    "before_last_change", "生效日期早于上一次变更，会改动已经过去的记载。", then="请核对。"
)
NO_DOCUMENT = Obstacle("no_document", "没有写明依据的文号。", then="填写文号后再提交。")
BACKDATED = Obstacle(
    "reform_backdated",
    "承接日早于登记之日，过去这些天由谁办的答复会随之改变。",
    then="确属补登的，写明补登的原因；不是补登的，从今天或者以后承接。",
)
SUCCEEDS_ITSELF = Obstacle(
    "succeeds_itself", "原机关和承接机关是同一个。", then="改选另一个承接机关。"
)
SUCCESSOR_ABSENT = Obstacle(
    "successor_absent", "承接机关在承接当日不存在或者已撤销。", then="请先登记承接机关。"
)
POSTS_BEGIN_LATER = Obstacle(
    "posts_begin_later", "原机关有承接日之后才开始的任职。", then="请先办理免职，再办合并。"
)

# delegations
DELEGATES_ITSELF = Obstacle(
    "delegates_itself", "委托机关和受委托组织是同一个。", then="改选受委托组织。"
)
PRINCIPAL_NOT_ORGAN = Obstacle(
    "principal_not_organ",
    "只有行政机关可以委托；受委托组织不得再委托。",
    "行政处罚法 第二十条",
    then="改由行政机关直接委托。",
)
DELEGATE_UNFIT = Obstacle(
    "delegate_unfit",
    "受委托方应当是依法成立、具有管理公共事务职能的组织。",
    "行政处罚法 第二十一条",
    then="请核对其主体性质。",
)
NO_MATTERS = Obstacle(
    "no_matters", "委托书没有写明委托的具体事项。", "行政处罚法 第二十条", then="填写事项后再提交。"
)
BAD_NUMBER = Obstacle("bad_number", "证号应为 6 至 30 位数字、字母。", then="照证件上的证号填写。")
BAD_AREA = Obstacle(
    "bad_area",
    "执法区域应为行政区划代码。",
    then="填 2、4、6 或者 9 位数字，多个用顿号分开。",
)
CARD_HELD = Obstacle(
    "card_held",
    "持证人在这段有效期内已有同类证件。",
    then="先注销旧证，或者改正有效期。",
)
TERM_REVERSED = Obstacle("term_reversed", "截止日期早于开始日期。", then="请核对。")
NO_MANDATE = Obstacle(
    "no_mandate",
    "该组织当日没有涵盖此事项的有效委托书。",
    "行政处罚法 第二十条",
    then="请先办理委托并公布。",
)
MANDATE_UNPUBLISHED = Obstacle(
    "mandate_unpublished", "委托书当日尚未向社会公布。", "行政处罚法 第二十条", then="请先公布。"
)
MEASURE_DELEGATED = Obstacle(
    "measure_delegated",
    "行政强制措施权不得委托。",
    "行政强制法 第十七条",
    then="请交委托机关自己实施。",
)
NO_LETTER = Obstacle(
    "no_letter", "还没有存入盖章的委托书。", "行政处罚法 第二十条", then="先存入委托书，再公布。"
)
LETTER_FILED = Obstacle(
    "letter_filed", "委托书已经存入，不能替换。", then="写错的先终止，再另立委托。"
)
LETTER_NOT_PDF = Obstacle(
    "letter_not_pdf", "文件不是 PDF，或者超过 5 兆字节。", then="上传不超过 5 兆字节的 PDF 文件。"
)
PUBLISHED_AHEAD = Obstacle(
    "mandate_published_ahead",
    "公布日期还没有到，公布了才能登记。",
    "行政处罚法 第二十条",
    then="公布日期先空着；公布那天，在机关页存入委托书，再点公布。",
)
PUBLISHED = Obstacle("mandate_published", "该委托已经公布。", over="已经公布，不需要再办。")
DELEGATION_OVER = Obstacle(
    "delegation_over", "该委托在这一天已经终止。", over="已经终止，不需要再办。"
)

# posts
UNKNOWN_ROLE = Obstacle("unknown_role", "没有这种岗位。", then="请从列表中选择。")
ROLES_APART = Obstacle(
    "roles_apart",
    "系统、安全、审计三种管理员互不兼任，也不兼任办案岗位",
    then="先免去冲突的岗位，再任命。",
)
POST_HELD = Obstacle("post_held", "这一时段已担任该岗位。", over="已经在任，不需要重复任命。")
OWN_POST = Obstacle("own_post", "不能任免自己。", then="请交另一名人员管理员办理。")
FOREIGN_UNIT = Obstacle("foreign_unit", "内设机构不属于该机关。", then="请重新选择。")
ACCOUNT_CLOSED = Obstacle("account_closed", "该账号已停用。", then="请先恢复。")
POST_OVER = Obstacle("post_over", "该岗位在这一天已经结束。", over="已经结束，不需要再办。")
BEFORE_BEGIN = Obstacle("before_begin", "结束日期早于开始日期。", then="请核对。")

# certificates
NO_AREA = Obstacle("no_area", "没有填写执法区域代码。", then="至少填写一个。")
NOT_STAFF = Obstacle("not_staff", "持证人在有效期起始日不在该单位任职。", then="请先任命。")
KIND_UNFIT = Obstacle(
    "kind_unfit",
    "证件种类与单位性质不符：受委托组织的人员持委托执法证，其他执法人员持行政执法证。",
    then="改选种类。",
)
CERTIFICATE_CANCELLED = Obstacle(
    "certificate_cancelled", "该证件已注销，不能再办理此项。", then="需要持证的，另发新证。"
)
ALREADY_SUSPENDED = Obstacle("already_suspended", "该证件在这一时段已暂扣。", then="请先办理恢复。")
NOT_SUSPENDED = Obstacle("not_suspended", "该证件没有未结束的暂扣。", over="没有暂扣，不需要恢复。")
NO_REASON = Obstacle("no_reason", "没有写明原因。", then="写明原因后再提交。")
NOT_PHOTO = Obstacle(
    "not_photo",
    "文件不是 JPEG 图片，或者超过 200 千字节。",
    then="换一张不超过 200 千字节的 JPEG 照片。",
)
BADGE_UNFIT = Obstacle("badge_unfit", "这个证件今天不能亮证", then="联系人员和证件管理员核对证件。")
BAD_LIST = Obstacle(
    "bad_list", "名单有不能接受的行，一行也没有写入。", then="按下面的说明改好再导入。"
)

# accounts
NOT_OWN = Obstacle("not_own", "只能办理本人的事项。", then="请本人登录后办理。")
WRONG_PASSWORD = Obstacle("wrong_password", "原密码不对。", then="请重新输入。")
SAME_PASSWORD = Obstacle("same_password", "新密码与原密码相同。", then="请换一个。")
OWN_FACTOR = Obstacle("own_factor", "不能重置自己的动态口令。", then="请交另一名安全管理员办理。")
FACTOR_IN_FORCE = Obstacle(
    "factor_in_force", "动态口令已启用。", then="换手机的，先由安全管理员重置，再重新启用。"
)
NO_FACTOR = Obstacle("no_factor", "该账号没有启用动态口令。", over="没有启用，不需要重置。")
WRONG_CODE = Obstacle("wrong_code", "动态口令不对。", then="核对手机时间，输入当前显示的六位数字。")
CODE_USED = Obstacle("code_used", "这个动态口令已经用过。", then="请等下一个（约三十秒）再输入。")
SESSION_OVER = Obstacle("session_over", "这次登录已经结束。", over="已经结束，不需要再办。")
ALREADY_CLOSED = Obstacle("already_closed", "该账号已经停用。", over="已经停用，不需要再办。")
OWN_ACCOUNT = Obstacle("own_account", "不能停用自己的账号。", then="请另一名系统管理员办理。")
LAST_ADMIN = Obstacle(
    "last_admin",
    "这是这一管理员岗位最后一个可用的账号。",
    then="先任命另一人，再停用。",
)
ALREADY_OPEN = Obstacle("already_open", "该账号没有停用。", over="账号可用，不需要恢复。")
CLIENT_NOT_ADMIN = Obstacle(
    "client_not_admin", "接口客户端不能担任管理员岗位。", then="改选办案岗位，管理员岗位任命给人。"
)
OWN_CLIENT = Obstacle(
    "own_client", "登记人不能确认自己登记的客户端。", then="请本机关另一名负责人确认。"
)
CLIENT_DECIDED = Obstacle(
    "client_decided", "这个客户端已经确认，或者已经不予确认。", over="已经办过，不需要再办。"
)
IS_CLIENT = Obstacle(
    "is_client",
    "这是接口客户端，不是人员：岗位在登记时一并由负责人确认，停用后不能恢复。",
    then="停用后按新的岗位重新登记。",
)
NO_ROLES = Obstacle("no_roles", "没有选择岗位。", then="至少选择一个岗位。")
NO_PURPOSE = Obstacle(
    "no_purpose", "没有写明接入的用途。", then="写明哪个单位的什么系统、用来做什么。"
)
NOT_CLIENT = Obstacle("not_client", "这不是接口客户端。", then="到人员账号页办理。")

# grants to machine clients
NAMES_NOBODY = Obstacle(
    "on_behalf_missing",
    "没有写明代谁办理。",
    then="在请求头 X-Zhifa-On-Behalf 写明授权人的人员编号。",
)
NO_GRANT = Obstacle(
    "no_grant",
    "此人当日没有授权这个接口客户端，或者授权已经结束。",
    then="请本人登录后在“我的”页授权，再提交。",
)
GRANT_NOT_OPEN = Obstacle(
    "client_not_open",
    "这个接口客户端没有经负责人确认，已经停用，或者不在您任职的机关登记。",
    then="改选接口客户端。",
)
GRANT_PAST = Obstacle("grant_past", "授权不能从今天以前开始。", then="改为今天或者以后。")
GRANT_TOO_LONG = Obstacle("grant_too_long", "一次授权超过一年。", then="把截止日期改到一年以内。")
GRANT_HELD = Obstacle(
    "grant_held", "这一时段已经授权过这个接口客户端。", then="要改授权，先结束原来的。"
)
UNKNOWN_SCOPE = Obstacle("unknown_scope", "没有这种授权事项。", then="请从列表中选择。")
GRANT_OVER = Obstacle("grant_over", "这项授权已经结束。", over="已经结束，不需要再办。")
CLIENT_NO_CARD = Obstacle(
    "client_no_card",
    "接口客户端不是执法人员，不能持执法证件。",
    "行政处罚法 第四十二条",
    then="证件登记给本人，由本人授权客户端代办。",
)
