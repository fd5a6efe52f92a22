"""Entry point: whatever happens, the user gets a sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run planctl and exit. 130 after Ctrl-C, 70 for a bug of ours (PLANCTL_DEBUG=1 shows where)."""
    try:
        from planctl.cli import run

        code = run()
    except KeyboardInterrupt:
        sys.stderr.write("\n已中断。\n")
        code = 130
    except Exception as error:
        if os.environ.get("PLANCTL_DEBUG"):
            raise
        sys.stderr.write(f"程序内部错误：{type(error).__name__}: {error}\n")
        sys.stderr.write("  这是 planctl 的缺陷，请报告；设置环境变量 PLANCTL_DEBUG=1 后重试可显示细节。\n")
        code = 70
    sys.exit(code)


if __name__ == "__main__":
    main()
