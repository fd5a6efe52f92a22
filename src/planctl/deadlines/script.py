"""Traditional characters read as simplified ones: those that occur in words of the grammar, and no others."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = (
    "並并 佈布 併并 來来 侷局 個个 備备 僅仅 價价 儀仪 億亿 儘尽 優优 "
    "兒儿 內内 兩两 冊册 別别 則则 創创 劃划 動动 務务 勞劳 勢势 匯汇 "
    "區区 參参 員员 啓启 啟启 單单 噹当 嚮向 嚴严 國国 園园 圖图 執执 "
    "堅坚 報报 場场 壓压 學学 寀采 實实 審审 寫写 將将 對对 導导 屆届 "
    "崗岗 幾几 廣广 廳厅 彔录 彙汇 後后 徑径 從从 復复 徵征 態态 慶庆 "
    "應应 戶户 掛挂 採采 揹背 撥拨 擇择 據据 擬拟 擴扩 數数 斷断 於于 "
    "昇升 時时 晝昼 暫暂 曆历 曏向 會会 枱台 條条 業业 構构 標标 機机 "
    "檢检 歲岁 歷历 決决 沒没 況况 減减 測测 準准 滾滚 滿满 漲涨 濃浓 "
    "為为 無无 熱热 營营 爭争 爲为 狀状 獎奖 獨独 獲获 現现 產产 畝亩 "
    "畢毕 畫划 當当 發发 盡尽 監监 瞭了 確确 禮礼 種种 穩稳 節节 簡简 "
    "簽签 籌筹 籤签 糾纠 紀纪 約约 級级 紮扎 終终 組组 結结 統统 經经 "
    "網网 緊紧 線线 編编 縣县 縮缩 總总 織织 續续 罰罚 罷罢 聯联 職职 "
    "脩修 脫脱 臨临 臺台 與与 興兴 舉举 萬万 著着 蓋盖 處处 號号 裏里 "
    "裡里 製制 複复 覆复 覈核 見见 規规 視视 親亲 訂订 計计 訓训 託托 "
    "記记 訪访 設设 許许 訴诉 註注 証证 評评 試试 該该 說说 説说 課课 "
    "調调 請请 諾诺 謀谋 講讲 證证 議议 變变 貧贫 貫贯 貿贸 資资 質质 "
    "購购 跡迹 蹟迹 車车 軌轨 較较 輛辆 輪轮 轉转 辦办 農农 迴回 連连 "
    "週周 進进 運运 過过 達达 遞递 遠远 適适 遲迟 選选 邊边 銷销 錄录 "
    "錶表 鍾钟 鐘钟 長长 門门 開开 間间 閤合 闇暗 關关 陰阴 陸陆 階阶 "
    "際际 隨随 雙双 鞏巩 鞦秋 頂顶 項项 順顺 須须 預预 頒颁 領领 頭头 "
    "額额 願愿 餘余 館馆 饋馈 馬马 驗验 驟骤 體体 髮发 鬚须 麪面 麵面 "
    "黃黄 點点 齡龄"
)

SIMPLIFIED: Final = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
"""For `str.translate`: a traditional character → the simplified one of which it is a form, one for one."""


def simplified(text: str) -> str:
    """The text with its traditional characters simplified."""
    return text.translate(SIMPLIFIED)
