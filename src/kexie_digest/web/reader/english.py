"""What readers' pages say, in English.

Takes nothing, gives :data:`ENGLISH`; a test finds every word that templates say.
"""

#: Chinese as templates have it → English.
ENGLISH = {
    "跳到正文": "Skip to content",
    "主菜单": "Main menu",
    "往期": "Issues",
    "获奖名单": "Awards",
    "合作协议": "Agreements",
    "检索": "Search",
    "订阅": "Subscribe",
    "主办：": "Published by ",
    "订阅源与日历": "Feeds and calendar",
    "编辑登录": "Editors",
    "语言": "Language",
    "最新一期": "Latest issue",
    "条": "items",
    "阅读本期": "Read this issue",
    "下载简报（PDF）": "Download the bulletin (PDF)",
    "专题": "Themes",
    "寄到邮箱": "By mail",
    "每期出刊后寄到您的邮箱，随时可以退订。": "Each issue in your mailbox; leave whenever you like.",
    "全部往期": "All issues",
    "还没有出刊。": "Nothing has been published yet.",
    "这里还没有出刊。": "Nothing has been published here yet.",
    "筛选": "Filter",
    "全部": "All",
    "各期": "Issues",
    "各条": "Items",
    "翻页": "Pages",
    "上一页": "Previous page",
    "下一页": "Next page",
    "按专题": "By theme",
    "下载": "Downloads",
    "简报（PDF）": "Bulletin (PDF)",
    "印刷版（PDF）": "For the press (PDF)",
    "Word 文档": "Word document",
    "本期数据（JSON）": "Data (JSON)",
    "事实表（CSV）": "Facts (CSV)",
    "活动日历（ICS）": "Activities (ICS)",
    "邮件版（HTML）": "Mail (HTML)",
    "本期目录": "Contents",
    "其余各条请看 PDF 或专题页：": "For the rest see the PDF or the themes: ",
    "阅读全文": "Read the whole text",
    "回到本期": "Back to the issue",
    "要找的词，用空格隔开": "Words to look for, separated by spaces",
    "查找": "Search",
    "找到": "Found",
    "已刊的内容里没有这些词。": "Nothing published has these words.",
    "已刊的内容里没有。": "Nothing published has this.",
    "结果": "Results",
    "单位、学会或姓名": "Body, society or person",
    "年份": "Year",
    "常见的单位和姓名": "Frequent names",
    "名单太长，其余见全文": "A long roll: the rest stands in the text",
    "把地址添加到阅读器或日历程序，新内容会自动出现，不需要邮箱。": (
        "Add an address to your feed reader or calendar; no mailbox is needed."
    ),
    "内容": "Content",
    "地址": "Address",
    "活动日历": "Calendar of activities",
    "填好后，我们会寄一封确认信；点信里的链接确认后，才开始寄送。": (
        "We shall send you a letter; the issues begin when you have confirmed by its link."
    ),
    "邮箱": "Mail address",
    "称呼（可不填）": "Name (optional)",
    "简报": "Digests",
    "多久一次": "How often",
    "每期都寄": "Every issue",
    "每周一期": "One a week",
    "每月一期": "One a month",
    "只看几个专题": "Some themes only",
    "专题（不选就是全部）": "Themes (none ticked: all)",
    "已经订阅？": "Already a reader?",
    "填写邮箱，我们寄一封带链接的信，用来改设置、退订或删除数据。": (
        "Give your address: we send a link to change your settings, leave, or delete your data."
    ),
    "寄链接给我": "Send me the link",
    "请查收邮件": "Look into your mailbox",
    "如果这个邮箱可以接收，我们已寄出一封确认信。请在 7 天内点信里的链接完成订阅；没收到请看垃圾箱。": (
        "If this mailbox can receive mail, a letter is on its way. Confirm by its link within 7 days; "
        "if it does not come, look into the spam folder."
    ),
    "曾把我们的邮件报为垃圾邮件的邮箱收不到确认信，请写信给编辑部恢复。": (
        "A mailbox that once reported our mail as spam gets no letter: please write to the editors."
    ),
    "如果这个邮箱订阅过，我们已寄出一封带链接的信；没有收到，请看垃圾邮件夹。": (
        "If this address is a reader's, a letter with the link is on its way; look into the spam folder too."
    ),
    "订阅成功": "You are subscribed",
    "从下一期起寄到您的邮箱。每封邮件末尾都有退订和修改的链接。": (
        "The next issue will come to your mailbox. Each mail ends with a link to leave or change."
    ),
    "数据已删除": "Your data is deleted",
    "我们不再保存您的邮箱，只留一个无法还原的记号，以免再次寄送。": (
        "We keep only a mark that cannot be turned back into your address, so that no mail is sent again."
    ),
    "回到首页": "To the front page",
    "确认订阅": "Confirm",
    "这次订阅已经确认过了。": "This was confirmed already.",
    "不是您申请的？不用理会，几天后链接失效，不会寄出任何邮件。": (
        "It was not you? Do nothing: the link runs out and no mail is sent."
    ),
    "我的订阅": "My subscription",
    "已保存。": "Saved.",
    "寄给我": "Send it to me",
    "保存": "Save",
    "我的数据": "My data",
    "下载我们保存的全部数据（JSON）": "Download everything we keep of you (JSON)",
    "请先勾选，再删除。": "Tick the box first.",
    "删除我的全部数据并停止寄送，不能恢复": "Delete all my data and stop sending; this cannot be undone",
    "删除": "Delete",
    "退订": "Unsubscribe",
    "已退订": "Unsubscribed",
    "全部简报": "All digests",
    "不会再寄到您的邮箱。": "No more mail will come.",
    "退订全部简报": "Leave all digests",
    "改为少收几期，或只看几个专题": "Get fewer issues, or some themes only",
}
