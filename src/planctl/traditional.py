"""Traditional characters, as far as the words have them by which planctl recognises anything.

Whatever is kept stays as printed; only what is compared with planctl's own words is simplified, letter for letter, so that
a place in the simplified text is the same place in the printed one.
"""

from __future__ import annotations

from typing import Final

_TRADITIONAL: Final = "廳辦會縣區門關領導組學團國務監總處屬機構鎮鄉黨協聯農業環資產財稅審發衛場園開廣視電醫體書館臺單責職牽頭負實擔與參級類報傳統戰織執檢動測氣質標準藥險銀糧遊廠設觀際島灣創轄範圍據別並為內無個專項進術勞調衝應緊擊預響濟貿營隊衆眾員護規劃災鐵網訓對輔計積極給認證殘爲紀綜婦僑檔訊郵軍礦築綠藝愛療養權編訪維穩歷鹽煙賣儲備師漁陽濱龍東長聽論製號樓橋倉貧獎競價數雲擬隨佈廢汙淨濕態嶺瀋溫滬蘇齊吳錦貴雙倫壓憲誠徵爭閩贛鄭寧廈瓊蘭紅慶續綱礎節點畫來侷係傢億優兩冊凈刪則勢匯卽厤唸問啓啟噸噹嚴囌圖堅塊奬寫將屆層崗幾強彔彙後徑從復戶掛揮撥擇擴敎斷旂時暫曆朮査條樣橫檯欄歲決沒況減溼滙滾滿漲熱獨獲現産畝畵當盡眞碩確禮稱簡簽籌籤糰糾約紮終結絡經綫緑線繫纍罰肅脩興舉華菸萬葯蓆蓋蔘衕裏裝裡複覈見親覽訂託記許訴註証評試話該詳誌誤說説課誼請諧諾謀講識議變貫賬車輪輸轉迴逕這連週運過達遞遠適遲選遼還邊鈡銷錄錯録錶鍾鎭鐘間陝陞陸階隻靜韆順須頒題額願餘饋馬駐驗驟髮鬚麫麵齡齣揹菓併彆舘衞鑒滅諮詢風歐亞穀劉呂喬採張孫幹懲楊沖湯盧羣葉蔣薑謝譚賈賴購趙鄒鄧錢鑑閤閻陳韓顧颱馮龔"
_SIMPLIFIED: Final = "厅办会县区门关领导组学团国务监总处属机构镇乡党协联农业环资产财税审发卫场园开广视电医体书馆台单责职牵头负实担与参级类报传统战织执检动测气质标准药险银粮游厂设观际岛湾创辖范围据别并为内无个专项进术劳调冲应紧击预响济贸营队众众员护规划灾铁网训对辅计积极给认证残为纪综妇侨档讯邮军矿筑绿艺爱疗养权编访维稳历盐烟卖储备师渔阳滨龙东长听论制号楼桥仓贫奖竞价数云拟随布废污净湿态岭沈温沪苏齐吴锦贵双伦压宪诚征争闽赣郑宁厦琼兰红庆续纲础节点画来局系家亿优两册净删则势汇即历念问启启吨当严苏图坚块奖写将届层岗几强录汇后径从复户挂挥拨择扩教断旗时暂历术查条样横台栏岁决没况减湿汇滚满涨热独获现产亩画当尽真硕确礼称简签筹签团纠约扎终结络经线绿线系累罚肃修兴举华烟万药席盖参同里装里复核见亲览订托记许诉注证评试话该详志误说说课谊请谐诺谋讲识议变贯账车轮输转回径这连周运过达递远适迟选辽还边钟销录错录表钟镇钟间陕升陆阶只静千顺须颁题额愿余馈马驻验骤发须面面龄出背果并别馆卫鉴灭咨询风欧亚谷刘吕乔采张孙干惩杨冲汤卢群叶蒋姜谢谭贾赖购赵邹邓钱鉴合阎陈韩顾台冯龚"
SIMPLIFICATION: Final = {ord(printed): plain for printed, plain in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
"""A translation for `str.translate`, of pairs in OpenCC's TSCharacters."""


def simplified(text: str) -> str:
    """The text with those characters simplified."""
    return text if text.isascii() else text.translate(SIMPLIFICATION)
