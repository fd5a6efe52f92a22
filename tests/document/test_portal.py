"""The fields of a portal hold what the plan states, and are empty where only the portal knows."""

from hypothesis import given

from plan_strategies import plans
from planctl.document.portal import portal_fields, summary
from support import plan_of

PLAN = """\
plan:
  title: 方案
  year: 2017
  stage: 印发稿
  issuing_authority: [甲市人民政府, 乙市人民政府]
  document_number: 甲府〔2017〕1号
  dated_on: 2017-06-01
  notice_title: 甲市人民政府关于印发方案的通知
  disclosure: 此件公开发布
tasks:
- {number: 1, title: 甲, section: 一、公开, requirements: [{number: 1, text: 公开。, lead_units: 乙局, deadline: 全年}]}
- {number: 2, title: 乙, section: 二、参与, lead_units: 乙局, deadline: 全年}
"""


def test_each_field_is_what_the_plan_says_of_itself_or_empty():
    fields = {field.name: (field.content, field.remark) for field in portal_fields(plan_of(PLAN))}
    assert fields == {
        "索引号": ("", "由门户给出"),
        "主题分类": ("", "按门户的分类选择"),
        "发布机构": ("甲市人民政府", ""),
        "成文日期": ("2017年6月1日", ""),
        "标题": ("甲市人民政府关于印发方案的通知", ""),
        "发文字号": ("甲府〔2017〕1号", ""),
        "发布日期": ("", "由门户给出"),
        "有效性": ("", "按门户的分类选择"),
        "公开方式": ("主动公开", ""),
        "内容概述": ("分2个部分，列出工作任务2项、具体要求2条，列明牵头单位、完成时限。", ""),
    }


def test_what_the_plan_does_not_state_is_empty_and_says_so():
    fields = {
        field.name: field for field in portal_fields(plan_of("tasks:\n- {number: 1, title: 甲, lead_units: 乙局}\n"))
    }
    for name in ("发布机构", "成文日期", "发文字号", "公开方式"):
        assert (fields[name].content, fields[name].remark) == ("", "方案没有写明")


@given(plans())
def test_the_summary_fits_the_field(plan):
    assert 0 < len(summary(plan)) <= 100
