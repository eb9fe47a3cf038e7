import type { RubricItem } from './rubric.js';

/** An item as the project offers it; a school takes the list over, changes it and gives the ids. */
export interface DefaultRubricItem extends Omit<RubricItem, 'id'> {
  /** How often it may count: "2/day", "per case"; "none" for no limit. For people; nothing computes with it. */
  readonly cap: string;
  /** 'all', or the stages it is meant for: primary, junior, senior, boarders. */
  readonly appliesTo: readonly string[];
  /** What should be at hand when somebody asks. For people; nothing checks it. */
  readonly evidence: string;
}

// Source: composed for this project from the practice of many schools; no school's own rubric was copied. Half a point is
// the smallest step, 5 the largest value, and there are more items to praise than to blame.
//
// code (! = serious) | category | Chinese | English | points | who gives, (p) = may only propose | cap | for | evidence | words
const table = `
ATT01 | 出勤 | 全周全勤 | Full attendance for the week | 1 | SYS | 1/week | all | attendance record | 全周全勤
ATT02 | 出勤 | 全月全勤 | Full attendance for the month | 2 | SYS | 1/month | all | attendance record | 全月全勤
ATT03 | 出勤 | 迟到 | Late for school or lesson | -1 | CT ST DO(p) | 2/day | all | time noted | 迟, 晚到, 来晚了, late, tardy, late to class, late for class, came late
ATT04 | 出勤 | 早退 | Left early without leave | -1 | CT ST | 2/day | all | time noted | 提前离开, left early, early exit
ATT05 | 出勤 | 旷课一节 | Lesson missed without leave | -3 | CT ST | per lesson | all | lesson and teacher noted; parents told the same day | 旷课, 逃课, 缺课, skipped class, cut class, skipping class
ATT06 | 出勤 | 集会、升旗无故缺席 | Absent from assembly or flag ceremony without leave | -2 | CT DO(p) | 1/event | all | name list | 集会缺席, 升旗缺席, 没参加升旗, missed assembly
ATT07 | 出勤 | 事先请假并补齐功课 | Asked for leave in time and made up the work | 1 | CT ST | 1/week | all | leave slip | 补齐功课, 补功课, made up work
CLS01 | 课堂 | 主动提问或质疑 | Asked a good question | 1 | ST GL(p) | 3/day | all | none | 提问, 质疑, 主动提问, question, good question, asked a question
CLS02 | 课堂 | 展示讲解清楚 | Presented clearly for the group | 2 | ST | 2/day | all | none | 展示, 讲解, 展示清楚, presentation, presented
CLS03 | 课堂 | 帮助同学弄懂问题 | Helped a classmate understand | 2 | ST GL(p) | 2/day | all | who was helped | 帮助同学, 帮扶, 讲题, helped, helping, helped a classmate, helping others
CLS04 | 课堂 | 专注守纪受到表扬 | Praised for attention and order | 1 | ST | 1/lesson | all | none | 专注, 守纪, 认真听讲, focused, attentive, on task
CLS05 | 课堂 | 随意讲话影响他人 | Talking that disturbs others | -1 | ST | 1/lesson | all | lesson noted; warned once first | 说话, 讲话, 上课说话, 上课讲话, talking, talking in class, chatting
CLS06 | 课堂 | 上课睡觉不听劝 | Sleeping after a reminder | -1 | ST | 1/lesson | J S | lesson noted; health asked first | 睡觉, 上课睡觉, sleeping, sleeping in class
CLS07 | 课堂 | 不带书本学具 | Came without books or tools | -0.5 | ST GL(p) | 1/day | all | none | 没带书, 忘带书, 没带学具, no books, no materials, unprepared
CLS08 | 课堂 | 顶撞、扰乱课堂秩序 | Defied the teacher or broke up the lesson | -3 | ST | 1/lesson | all | written note by the teacher | 顶撞, 顶撞老师, 扰乱课堂, defiance, disruption
CLS09 | 课堂 | 早读认真 | Attentive at morning reading | 1 | CT ST GL(p) | 1/day | all | none | 早读, 晨读, 晨诵, morning reading, reading
HMW01 | 作业 | 作业认真或有创意 | Careful or original homework | 1 | ST | 1/day | all | work shown to the teacher | 作业, 作业认真, 作业优秀, 优秀作业, homework, good homework, great homework
HMW02 | 作业 | 一周作业全部按时 | All homework on time for the week | 1 | SYS ST | 1/week | all | homework register | 作业全交, all homework, all homework in
HMW03 | 作业 | 无故不交作业 | Homework not handed in without reason | -1 | ST | 3/week | all | homework register | 作业, 没交作业, 未交作业, 不交作业, 欠交作业, homework, no homework, missing homework
HMW04 | 作业 | 抄袭作业 | Copied homework | -2 | ST | 1/day | all | both pieces kept | 抄作业, 抄袭, copied, copying, copied homework
HMW05 | 作业 | 主动订正补齐 | Corrected and completed on own initiative | 1 | ST | 2/week | all | corrected work | 订正, 主动订正, corrections
HMW06! | 作业 | 考试违反诚信 | Dishonesty in an examination | -5 | ST SA | per case | J S | invigilator's report; student heard | 作弊, 考试作弊, cheating, cheated
MAN01 | 文明礼仪 | 主动问好、礼貌待人 | Greets and is polite | 0.5 | CT ST DO(p) | 1/day | all | none | 问好, 礼貌, 有礼貌, polite, greeting
MAN02 | 文明礼仪 | 说脏话、辱骂他人 | Swearing or insults | -2 | CT ST | 1/day | all | words not quoted in the record | 脏话, 说脏话, 骂人, swearing, insults, cursing
MAN03 | 文明礼仪 | 给同学起侮辱性外号 | Insulting nickname for a classmate | -2 | CT ST | 1/day | all | note; both heard | 外号, 起外号, name-calling
MAN04 | 文明礼仪 | 诚实认错、主动道歉 | Owned up and apologized | 1 | CT ST | 1/day | all | none | 认错, 道歉, 主动道歉, apologized, apologised, owned up
MAN05 | 文明礼仪 | 拾金不昧 | Handed in something found | 2 | CT SA DO(p) | per case | all | item and time noted | 拾金不昧, 上交失物, lost and found, found item
MAN07 | 文明礼仪 | 校服、胸卡不符合约定 | Uniform or name badge not as agreed | -0.5 | CT DO(p) | 1/day | all | none | 校服, 没穿校服, 胸卡, 没戴胸卡, uniform, dress code
MAN08 | 文明礼仪 | 孝亲、家务表现(家长反馈) | Helps at home (parent's note) | 1 | CT | 1/week | all | parent's note, voluntary | 孝亲, 家务, chores
CLN01 | 卫生劳动 | 值日认真受好评 | Duty done well | 1 | CT GL(p) DO(p) | 1/duty | all | duty roster | 值日, 值日认真, 卫生, duty, cleaning duty, cleaning
CLN02 | 卫生劳动 | 主动打扫、捡拾垃圾 | Cleaned up unasked | 1 | CT DO(p) | 1/day | all | none | 打扫, 主动打扫, 捡垃圾, cleaned up, tidied up
CLN03 | 卫生劳动 | 值日缺席或逃避 | Missed duty | -1 | CT GL(p) | 1/duty | all | duty roster | 值日, 没值日, 未值日, 逃值日, duty, missed duty, skipped duty
CLN04 | 卫生劳动 | 乱扔垃圾 | Littering | -1 | CT DO(p) | 1/day | all | place and time | 扔垃圾, 丢垃圾, 乱丢垃圾, littering, litter
CLN05 | 卫生劳动 | 浪费粮食 | Wasting food | -1 | CT DO(p) | 1/day | all | place and time | 浪费, 倒饭, wasted food, food waste
CLN06 | 卫生劳动 | 光盘、节约用水电 | No waste, saves water and power | 0.5 | CT DO(p) | 1/day | all | none | 光盘, 节约, no waste
CLN07 | 卫生劳动 | 劳动实践表现突出 | Outstanding in labor practice | 2 | CT ST | 1/event | all | activity record | 劳动, 劳动突出, labor, service work
EXE01 | 两操体育 | 课间操、跑操认真 | Exercise done well | 0.5 | ST CT DO(p) | 1/day | all | none | 课间操, 跑操, 做操认真, exercise
EXE02 | 两操体育 | 无故不出操 | Exercise missed without reason | -1 | CT DO(p) | 1/day | all | name list; health excuse first | 课间操, 跑操, 不出操, 没出操, 缺操, exercise, missed exercise
EXE03 | 两操体育 | 眼保健操认真 | Eye exercise done well | 0.5 | CT DO(p) | 1/day | P J | none | 眼保健操, eye exercise
EXE04 | 两操体育 | 体育锻炼打卡满一周 | A full week of exercise logged | 1 | SYS ST | 1/week | all | exercise log | 锻炼打卡, exercise log
DRM01 | 寝室 | 内务整洁(寝室) | Tidy room | 1 | DW(p) CT | 1/day | B | room check sheet | 内务, 内务整洁, tidy room
DRM02 | 寝室 | 内务不合格 | Room not tidy | -1 | DW(p) CT | 1/day | B | room check sheet | 内务, 内务差, 内务不合格, messy room
DRM03 | 寝室 | 熄灯后喧哗 | Noise after lights out | -1 | DW(p) CT | 1/day | B | room and time | 熄灯喧哗, 熄灯说话, noise after lights out
DRM04 | 寝室 | 晚归 | Came back late | -2 | DW(p) CT | 1/day | B | gate record | back late, late back
DRM05 | 寝室 | 使用违规电器 | Forbidden electrical appliance | -3 | DW(p) SA | per case | B | item listed; photo without persons | 违规电器, forbidden appliance
DRM06 | 寝室 | 照顾生病室友 | Cared for a sick roommate | 2 | DW(p) CT | 1/week | B | none | 照顾室友, cared for a roommate
SAF01 | 安全守纪 | 发现隐患及时报告 | Reported a hazard | 2 | CT SA DO(p) | 1/week | all | place and time | 报告隐患, reported a hazard
SAF02 | 安全守纪 | 楼道追逐打闹 | Running and rough play in corridors | -1 | CT DO(p) | 1/day | all | place and time | 追逐, 打闹, 追逐打闹, running, running in the hall, horseplay
SAF03 | 安全守纪 | 损坏公物未报告 | Damaged property, not reported | -2 | CT SA | per case | all | photo without persons | 损坏公物, 弄坏公物, damage, damaged property
SAF04 | 安全守纪 | 主动赔偿、修复公物 | Repaired or paid for damage | 2 | CT SA | per case | all | receipt or check | 赔偿, 修复公物, repaired
SAF05! | 安全守纪 | 翻越围墙、私自离校 | Climbed out or left without leave | -5 | SA | per case | J S | gate record; parents told at once | 翻墙, 翻越围墙, 私自离校, 逃学, left school, climbed out
SAF06! | 安全守纪 | 携带管制器具、危险品 | Brought dangerous objects | -5 | SA | per case | all | item listed; handled under the safety plan | 管制刀具, 管制器具, 刀具, 危险品, weapon, knife
SAF07 | 安全守纪 | 吸烟、饮酒 | Smoking or drinking | -3 | CT SA | per case | J S | witness; parents told | 吸烟, 抽烟, 喝酒, 饮酒, smoking, vaping, drinking
SAF08! | 安全守纪 | 打架 | Fighting | -5 | SA | per case | all | both heard; bullying check first | 打人, 斗殴, 打群架, fight, fighting, hit someone
SAF09 | 安全守纪 | 劝阻冲突、及时求助 | Calmed a conflict or fetched help | 2 | CT SA | per case | all | none | 劝架, 劝阻, 劝阻冲突, 劝阻打架, peacemaker, stopped a fight
SAF10! | 安全守纪 | 欺凌同学 | Bullying | -5 | SA | per case | all | all heard; handled under the bullying plan | 欺凌, 霸凌, 欺负, 欺负同学, 校园欺凌, bullying, bullied
SAF11! | 安全守纪 | 偷窃 | Theft | -5 | SA | per case | all | both heard | 偷, 偷东西, 盗窃, theft, stealing, stole
NET01 | 网络手机 | 未经允许携带手机进课堂 | Phone in class without permission | -2 | ST CT | 1/day | all | handed in under the phone rule, returned to parents | 手机, 带手机, 玩手机, phone, phone in class
NET02 | 网络手机 | 传播不实或伤人信息 | Spread untrue or hurtful content | -3 | CT SA | per case | J S | screenshot kept by the teacher only | 传谣, 造谣, rumor, rumors, hurtful post
NET03 | 网络手机 | 文明用网、帮助同学识骗 | Good net conduct, helped others spot fraud | 1 | CT ST | 1/week | all | none | 文明用网, 识骗, good online conduct
HLP01 | 助人奉献 | 志愿服务一次 | One voluntary service | 2 | CT SA | 2/week | all | activity record | 志愿, 志愿服务, volunteering, volunteer, service
HLP02 | 助人奉献 | 结对帮扶有成效 | Peer help with visible effect | 3 | CT ST | 1/month | all | partner's progress noted | 帮扶, 结对帮扶, tutoring, peer tutoring
HLP03 | 助人奉献 | 尽责的班干部、组长 | Dutiful class officer or group leader | 2 | CT | 1/month | all | monthly review | 班干部, 尽责, class officer
HLP04 | 助人奉献 | 图书漂流按时归还、写推荐 | Returned a circulating book in time with a recommendation | 1 | LIB CT | 2/month | all | loan record | 图书漂流, 还书, book returned
GRP01 | 小组班级 | 小组合作优秀 | Excellent group work | 1 | ST | 1/lesson | all | each member gets it | 合作, 小组合作, teamwork, group work
GRP02 | 小组班级 | 小组周目标达成 | Group reached its weekly goal | 1 | CT GL(p) | 1/week | all | goal sheet; each member gets it | 周目标, 目标达成, weekly goal
GRP03 | 小组班级 | 代表班级参赛 | Took part for the class | 1 | CT ST | 1/event | all | name list | 参赛, 代表班级, represented the class
GRP04 | 小组班级 | 考后进步显著小组 | Group with large progress after an exam | 2 | CT | 1/exam | J S | group aggregate only; each member gets it | 进步小组
GRP05 | 小组班级 | 小组卫生评比优秀 | Outstanding cleaning by the group | 3 | CT ST DO(p) | 1/week | all | check sheet | 卫生, cleaning
HON01 | 荣誉 | 校级活动获奖 | Prize at school level | 2 | CT SA | 1/event | all | certificate | 校级获奖, 获奖, prize, school prize
HON02 | 荣誉 | 县区级及以上获奖 | Prize at county level or above | 4 | CT SA | 1/event | all | certificate | 县级获奖, 区级获奖, 获奖, prize, county prize
IMP01 | 进步修复 | 连续两周无扣分 | Two weeks without deduction | 2 | SYS | 1/2 weeks | all | ledger |
IMP02 | 进步修复 | 完成约定的改正行动 | Completed an agreed repair action | 2 | CT | 2/month | all | action agreed and checked | 改正, 改正行动, made it right
IMP03 | 进步修复 | 习惯养成进步明显 | Clear progress in a habit | 2 | CT ST | 1/month | all | note of the habit | 进步, 进步明显, progress, improved, improvement
OBS01 | 观察 | 病假 | Sick | 0 | CT ST SA DO(p) | 1/day | all | none | 生病, 病了, 请病假, sick, ill, sick leave
OBS02 | 观察 | 事假 | On leave | 0 | CT ST SA DO(p) | 1/day | all | leave slip | 请假, 请事假, leave, excused
OBS03 | 观察 | 缺勤 | Absent | 0 | CT ST SA DO(p) | 1/day | all | none | 缺席, 没来, 未到, absent, away
OBS04 | 观察 | 备注 | Note | 0 | CT ST SA | none | all | the note itself | 备忘, note
GEN+ | 其他 | 其他加分 | Other recognition | 1 | CT ST SA DO(p) GL(p) DW(p) | none | all | reason in the note | other plus
GEN- | 其他 | 其他扣分 | Other concern | -1 | CT ST SA DO(p) GL(p) DW(p) | none | all | reason in the note | other minus
`;

/** The rubric that a school starts with. */
export const defaultRubric: readonly DefaultRubricItem[] = table.trim().split('\n').map(parseRow);

function parseRow(row: string): DefaultRubricItem {
  const cells = row.split('|').map((cell) => cell.trim());
  const [code = '', category = '', nameZh = '', nameEn = '', points = '', who = ''] = cells;
  const [cap = '', appliesTo = '', evidence = '', words = ''] = cells.slice(6);
  const value = Number(points);
  return {
    code: code.replace('!', ''),
    category,
    nameZh,
    nameEn,
    aliases: words === '' ? [] : words.split(', '),
    points: value,
    recorders: who.split(' ').map((one) => (one.endsWith('(p)') ? `${one.slice(0, -3)}:propose` : `${one}:give`)),
    serious: code.endsWith('!'),
    kind: value > 0 ? 'plus' : value < 0 ? 'minus' : 'neutral',
    cap,
    appliesTo: appliesTo.split(' '),
    evidence,
  };
}
