"""Ontario's public holidays by PyPI's `holidays`, one a line: DATE, a tab, the names.

    ontario_holidays.py FIRST-YEAR LAST-YEAR

Ends with 3 where `holidays` is not installed; the test then says that nothing was judged.
"""

import sys

try:
    import holidays
except ImportError as error:
    print(f"{sys.executable}: {error}", file=sys.stderr)
    sys.exit(3)

first, last = int(sys.argv[1]), int(sys.argv[2])
ontario = holidays.Canada(
    subdiv="ON", years=range(first, last + 1), observed=True, language="en_CA"
)
print(f"# holidays {holidays.__version__}")
for date, names in sorted(ontario.items()):
    # An observed New Year's Day can fall into a year that was not asked for.
    if first <= date.year <= last:
        print(f"{date.isoformat()}\t{names}")
