"""Counts the tests that do not run on Windows, by the reasons that stand in their source.

skipped.py UNIX WINDOWS: the lists of tests that each has, as `--list` prints them. Ends with 1 where a
test is missing on Windows without a reason.
"""
import collections, pathlib, re, sys

MARK = re.compile(r'^\s*#(!?)\[cfg\((?:unix|target_os = "linux")\)\] // (.*)\.$')
TEST = re.compile(r"^\s*(?:pub(?:\(crate\))? )?fn (\w+)\(")


def names(path):
    lines = pathlib.Path(path).read_text().splitlines()
    return {line.split("::")[-1].removesuffix(": test") for line in lines if line.endswith(": test")}


def marked(text):
    """Each test of a file that has a reason, with it."""
    of_file = of_module = of_next = None
    is_test = False
    for line in text.splitlines():
        if found := MARK.match(line):
            if found[1]:
                of_file = found[2]
            else:
                of_next = found[2]
        elif re.match(r"mod \w+ \{", line):
            of_module, of_next = of_next, None
        elif line == "}":
            of_module = None
        elif "#[test]" in line:
            is_test = True
        elif "transcripts! {" in line and of_next:
            for name in re.findall(r"\w+", line.split("{")[1]):
                yield name, of_next
            of_next = None
        elif found := TEST.match(line):
            reason = of_next or of_module or of_file
            if is_test and reason:
                yield found[1], reason
            is_test, of_next = False, None


unix, windows = map(names, sys.argv[1:])
root = pathlib.Path(__file__).parent.parent / "it"
reasons = dict(pair for path in root.rglob("*.rs") for pair in marked(path.read_text()))
missing = unix - windows
for reason, count in collections.Counter(reasons.get(name) for name in missing).most_common():
    print(f"not on Windows: {count:3} tests: {reason}")
print(f"{len(unix)} tests on Linux, {len(windows)} on Windows, {len(windows - unix)} of them only there")
unexplained = sorted(name for name in missing if name not in reasons)
if unexplained:
    sys.exit("without a reason: " + ", ".join(unexplained))
