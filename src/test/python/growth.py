#!/usr/bin/env python3
"""How the time of `dialtone lint` grows with a project: growth.py PROGRAM [SHAPE...]

Prints the best of three runs for each size and its ratio to the size before it. A shape whose size doubles
and whose time does more than double, again and again, is not linear. Ratios of one run only: machines are noisy.
"""
import pathlib
import subprocess
import sys
import tempfile
import time


def listed(entries):
    return "".join(f"  - {entry}\n" for entry in entries)


def services(count):
    return {
        "compose.yaml": "services:\n"
        + "".join(
            f"  s{i}:\n    image: {'postgres:17' if i % 2 else 'acme/api'}\n    environment:\n"
            f"      DATABASE_URL: postgres://app@s{(i + 1) % count}:5432/app\n      POSTGRES_PASSWORD: x\n"
            f"    ports: ['{10000 + i}:5432']\n"
            for i in range(count)
        )
    }


def unknown_names(count):
    return {
        "compose.yaml": "services:\n"
        + "".join(f"  s{i}:\n    image: acme/api\n    environment: {{API_URL: 'http://t{i}:80'}}\n" for i in range(count))
    }


def includes(count):
    files = {f"m{i}/compose.yaml": f"services:\n  s{i}:\n    image: redis:8\n" for i in range(count)}
    files["compose.yaml"] = "include:\n" + listed(f"m{i}/compose.yaml" for i in range(count))
    return files


def included_in_each_other(count):
    def name(i):
        return f"c{i}.yaml" if i else "compose.yaml"

    return {name(i): f"include: [{name((i + 1) % count)}]\nservices:\n  s{i}:\n    image: redis:8\n" for i in range(count)}


def extended_in_each_other(count):
    return {
        "compose.yaml": "services:\n" + "".join(f"  s{i}:\n    extends: s{(i + 1) % count}\n" for i in range(count))
    }


def dependent_on_each_other(count):
    return {
        "compose.yaml": "services:\n"
        + "".join(f"  s{i}:\n    image: acme/api\n    depends_on: [s{(i + 1) % count}]\n" for i in range(count))
    }


def aliases(count):
    return {
        "compose.yaml": "x-all: &all {image: redis:8}\nservices:\n"
        + "".join(f"  s{i}:\n    <<: *all\n" for i in range(count))
    }


SHAPES = {
    "services": (services, (1250, 2500, 5000, 10000)),
    "unknown names": (unknown_names, (1250, 2500, 5000, 10000)),
    "includes": (includes, (250, 500, 1000, 2000)),
    "cycle of includes": (included_in_each_other, (10, 100, 1000)),
    "cycle of extends": (extended_in_each_other, (1250, 2500, 5000, 10000)),
    "cycle of depends_on": (dependent_on_each_other, (1250, 2500, 5000, 10000)),
    "aliases": (aliases, (1250, 2500, 5000, 10000)),
}


def seconds(program, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        best = float("inf")
        for _ in range(3):
            start = time.monotonic()
            run = subprocess.run([program, "lint", folder, "--format", "json"], capture_output=True)
            best = min(best, time.monotonic() - start)
            if run.returncode > 1:
                sys.exit(run.stderr.decode())
        return best


def main():
    program, wanted = sys.argv[1], sys.argv[2:] or list(SHAPES)
    for shape in wanted:
        files, sizes = SHAPES[shape]
        before = None
        for size in sizes:
            took = seconds(program, files(size))
            ratio = f"  x{took / before:.1f}" if before else ""
            print(f"{shape:20} {size:6} {took:6.2f} s{ratio}", flush=True)
            before = took


if __name__ == "__main__":
    main()
