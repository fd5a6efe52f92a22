"""Traditional characters, as far as the words have them by which planctl recognises anything.

Whatever is kept stays as printed; only what is compared with planctl's own words is simplified, letter for letter, so that
a place in the simplified text is the same place in the printed one.
"""

from __future__ import annotations

from typing import Final

_PAIRS: Final = (
    "並并 亞亚 佈布 併并 來来 侷局 係系 倉仓 個个 倫伦 備备 傢家 傳传 僅仅 僑侨 價价 儀仪 億亿 儘尽 優优 儲储 兒儿 內内 兩两 冊册 凈净 別别 刪删 則则 創创 劃划 劉刘 "
    "動动 務务 勞劳 勢势 匯汇 區区 協协 卽即 厤历 參参 吳吴 呂吕 員员 唸念 問问 啓启 啟启 喬乔 單单 噸吨 噹当 嚮向 嚴严 囌苏 國国 圍围 園园 圖图 團团 執执 堅坚 報报 "
    "場场 塊块 壓压 奬奖 婦妇 孫孙 學学 寀采 實实 寧宁 審审 寫写 將将 專专 對对 導导 屆届 層层 屬属 島岛 崗岗 嶺岭 師师 幹干 幾几 廈厦 廠厂 廢废 廣广 廳厅 張张 強强 "
    "彆别 彔录 彙汇 後后 徑径 從从 復复 徵征 愛爱 態态 慶庆 憲宪 應应 懲惩 戰战 戶户 掛挂 採采 揮挥 揹背 撥拨 擇择 擊击 擔担 據据 擬拟 擴扩 敎教 數数 斷断 於于 旂旗 "
    "昇升 時时 晝昼 暫暂 曆历 曏向 書书 會会 朮术 東东 枱台 査查 條条 楊杨 業业 極极 構构 樓楼 標标 樣样 橋桥 機机 橫横 檔档 檢检 檯台 欄栏 權权 歐欧 歲岁 歷历 殘残 "
    "氣气 汙污 決决 沒没 沖冲 況况 淨净 減减 測测 湯汤 準准 溫温 溼湿 滅灭 滙汇 滬沪 滾滚 滿满 漁渔 漲涨 濃浓 濕湿 濟济 濱滨 瀋沈 灣湾 災灾 為为 無无 煙烟 熱热 營营 "
    "爭争 爲为 牽牵 狀状 獎奖 獨独 獲获 現现 環环 瓊琼 產产 産产 畝亩 畢毕 畫划 畵画 當当 療疗 發发 盡尽 監监 盧卢 眞真 眾众 瞭了 碩硕 確确 礎础 礦矿 禮礼 稅税 種种 "
    "稱称 穀谷 積积 穩稳 競竞 節节 範范 築筑 簡简 簽签 籌筹 籤签 糧粮 糰团 糾纠 紀纪 約约 紅红 級级 紮扎 終终 組组 結结 絡络 給给 統统 經经 綜综 綠绿 綫线 維维 綱纲 "
    "網网 緊紧 緑绿 線线 編编 縣县 縮缩 總总 織织 繫系 續续 纍累 罰罚 罷罢 羣群 聯联 職职 聽听 肅肃 脩修 脫脱 臨临 臺台 與与 興兴 舉举 舘馆 菓果 華华 菸烟 萬万 葉叶 "
    "葯药 蓆席 蓋盖 蔘参 蔣蒋 薑姜 藝艺 藥药 蘇苏 蘭兰 處处 號号 衆众 術术 衕同 衛卫 衝冲 衞卫 裏里 裝装 裡里 製制 複复 覆复 覈核 見见 規规 視视 親亲 覽览 觀观 訂订 "
    "計计 訊讯 訓训 託托 記记 訪访 設设 許许 訴诉 註注 証证 評评 詢询 試试 話话 該该 詳详 誌志 認认 誠诚 誤误 說说 説说 課课 誼谊 調调 請请 論论 諧谐 諮咨 諾诺 謀谋 "
    "講讲 謝谢 證证 識识 譚谭 議议 護护 變变 負负 財财 貧贫 貫贯 責责 貴贵 貿贸 資资 賈贾 賣卖 質质 賬账 賴赖 購购 贛赣 趙赵 跡迹 蹟迹 車车 軌轨 軍军 較较 輔辅 輛辆 "
    "輪轮 輸输 轄辖 轉转 辦办 農农 迴回 逕径 這这 連连 週周 進进 遊游 運运 過过 達达 遞递 遠远 適适 遲迟 選选 遼辽 還还 邊边 郵邮 鄉乡 鄒邹 鄧邓 鄭郑 醫医 鈡钟 銀银 "
    "銷销 錄录 錢钱 錦锦 錯错 録录 錶表 鍾钟 鎭镇 鎮镇 鐘钟 鐵铁 鑑鉴 鑒鉴 長长 門门 開开 間间 閤合 閩闽 閻阎 闇暗 關关 陝陕 陞升 陰阴 陳陈 陸陆 陽阳 隊队 階阶 際际 "
    "隨随 險险 隻只 雙双 雲云 電电 靜静 鞏巩 鞦秋 韆千 韓韩 響响 頂顶 項项 順顺 須须 預预 頒颁 領领 頭头 題题 額额 願愿 類类 顧顾 風风 颱台 養养 餘余 館馆 饋馈 馬马 "
    "馮冯 駐驻 驗验 驟骤 體体 髮发 鬚须 鹽盐 麪面 麫面 麵面 黃黄 點点 黨党 齊齐 齡龄 齣出 龍龙 龔龚 "
)
SIMPLIFICATION: Final = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
"""A translation for `str.translate`, of pairs in OpenCC's TSCharacters; 畫 is read as in 計畫, 計划."""


def simplified(text: str) -> str:
    """The text with those characters simplified."""
    return text if text.isascii() else text.translate(SIMPLIFICATION)
