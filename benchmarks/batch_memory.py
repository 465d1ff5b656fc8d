"""Memory of the process that drives a batch, by the number of records: `python -m benchmarks.batch_memory [1000 10000 …]`.

Each count runs in a process of its own, from JSON lines, with 2 workers, DOCX; what is printed is the peak of that process alone, in MB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.deals import PAPER, REFERENCE
from generator.batch import Order, read_sources, run_batch
from generator.deal.patch import patched

ROOT = Path(__file__).parents[1]
MOST_GROWTH = 1.1


def write_deals(path: Path, count: int) -> None:
    """Deals that differ in their names, one a line."""
    raw = patched(json.loads(REFERENCE.path.read_text(encoding="utf-8")), [("posture", REFERENCE.posture)])
    with path.open("w", encoding="utf-8") as stream:
        for n in range(count):
            changed = {**raw, "id": f"deal-{n}", "title": f"Plan {n}"}
            stream.write(json.dumps(changed) + "\n")


def measure(source: Path, out: Path) -> None:
    """Run one batch in this process and print its peak in MB, its seconds, and how many records it made."""
    begun = time.perf_counter()
    summary = run_batch(read_sources([source]), Order(str(out), (PAPER,)), workers=2)
    # On Linux in KiB, on macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"peak": round(peak, 1), "seconds": round(time.perf_counter() - begun, 1), "made": summary.counts.get("new", 0)}))


def main(counts: list[int]) -> int:
    """Measure each count and compare with the first one; 1 when memory grew with the number of records."""
    peaks: list[float] = []
    print("records  peak MB  growth  seconds")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "deals.jsonl"
            write_deals(source, count)
            words = [sys.executable, "-m", "benchmarks.batch_memory", "--one", str(source), str(Path(folder) / "out")]
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        if found["made"] != count:
            raise SystemExit(f"{count} records, but {found['made']} were made: {done.stdout}")
        peaks.append(found["peak"])
        print(f"{count:7,}  {found['peak']:7.1f}  {found['peak'] / peaks[0]:6.2f}  {found['seconds']:7.1f}", flush=True)
    return 0 if max(peaks) <= MOST_GROWTH * peaks[0] else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main([int(word) for word in sys.argv[1:]] or [1_000, 10_000]))
