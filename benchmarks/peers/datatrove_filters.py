"""datatrove's FTFY, C4 and Gopher filters on one text after another, for `text_road.py`.

Run by a Python that has datatrove and its extras. A text comes in as a line of JSON; the processor
seconds that it took go out on a line. Defaults throughout, and as in datatrove's own pipeline, what
one filter drops the next does not see.
"""

from __future__ import annotations

import json
import sys
import time

from datatrove.data import Document
from datatrove.pipeline.filters import C4QualityFilter, GopherQualityFilter, GopherRepetitionFilter
from datatrove.pipeline.formatters import FTFYFormatter


def main() -> None:
    mend = FTFYFormatter()
    filters = [C4QualityFilter(), GopherRepetitionFilter(), GopherQualityFilter()]
    for number, line in enumerate(sys.stdin):
        text = json.loads(line)
        started = time.process_time()
        document = Document(text=mend.format(text), id=str(number))
        for one in filters:
            verdict = one.filter(document)
            if not (verdict[0] if isinstance(verdict, tuple) else verdict):
                break
        sys.stdout.write(f"{time.process_time() - started}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
