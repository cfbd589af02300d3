#!/usr/bin/env bash
# Projects under 1 MiB, as bad as they get, with 128 MB of heap: each must end with an answer. A few, named below,
# need more. Prints time, and the peak of memory as the system counts it: some 70 MB of it are Java itself.
# worst-inputs-test.sh [NAME...]
# Wants target/dialtone.jar, or CLASSPATH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

export CLASSPATH=${CLASSPATH:-$PWD/target/dialtone.jar}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$work" "$@" <<'PYTHON'
import os, subprocess, sys, time

MOST = 1 << 20  # bytes of a project
LONGEST = int(os.environ.get("LONGEST", "600"))  # seconds, on a busy machine: an input that takes longer hangs
work, wanted = sys.argv[1], sys.argv[2:]

DB = "  db:\n    image: postgres:17\n    ports: ['5433:5432']\n"
WEB = "  web:\n    image: nginx:1.29\n    volumes: ['./nginx.conf:/etc/nginx/nginx.conf:ro']\n    ports: ['8080:80']\n"
BUILT = "services:\n  app:\n    build: .\n    ports: ['8080:3000']\n" + DB


def filled(head, line, tail="", most=MOST - 20_000):
    """As many lines as there is space for; {n} is the number of a line, {m} that of the line before."""
    lines, size, n = [head], len(head), 1
    while True:
        text = line.replace("{n}", str(n)).replace("{m}", str(n - 1))
        size += len(text)
        if size > most:
            return "".join(lines) + tail
        lines.append(text)
        n += 1


def numbered(count, line):
    return "".join(line.replace("{n}", str(n)).replace("{m}", str(n - 1)).replace("{o}", str((n * 7919) % count)) for n in range(1, count + 1))


def compose(services):
    return {"compose.yaml": "services:\n" + services + DB}


def mounted(image, target, text):
    return {"compose.yaml": f"services:\n  server:\n    image: {image}\n    volumes: ['./server.conf:{target}']\n{DB}", "server.conf": text}


def built(**files):
    return {"compose.yaml": BUILT, **{name: text for name, text in files.items()}}


APP = "  app:\n    image: acme/app\n"
INPUTS = {
    "merges of merges": lambda: {"compose.yaml": filled("x-0: &a0 {k0: v}\n", "x-{n}: &a{n} {<<: *a{m}, k{n}: v}\n", "services:\n" + DB)},
    "a bomb of aliases": lambda: {"compose.yaml": filled("x-0: &a0 [v, v, v, v]\n", "x-{n}: &a{n} [*a{m}, *a{m}, *a{m}]\n", "services:\n" + DB, 100_000)},
    "services that merge all": lambda: {"compose.yaml": "x-all: &all\n  environment:\n" + numbered(2_000, "    K{n}: http://db:{n}\n") + "services:\n" + numbered(20_000, "  s{n}: {<<: *all, image: a}\n")},
    "20,000 services": lambda: compose(numbered(20_000, "  s{n}: {image: redis, ports: ['{n}:6379']}\n")),
    "services that dial each other": lambda: compose(numbered(14_000, "  s{n}: {image: redis, environment: {U: 'redis://s{o}:6380'}}\n")),
    "services that dial names nearly right": lambda: compose(numbered(14_000, "  serve{n}: {image: redis, environment: {U: 'redis://serv{o}'}}\n")),
    "a chain of dependencies": lambda: compose("  s0: {image: a}\n" + numbered(20_000, "  s{n}: {image: a, depends_on: [s{m}]}\n")),
    "a chain of extensions": lambda: compose("  s0: {image: a}\n" + numbered(15_000, "  s{n}: {image: a, extends: {service: s{m}}}\n")),
    "all depend on all": lambda: compose("".join(f"  s{n}:\n    image: a\n    depends_on: [{', '.join(f's{m}' for m in range(400) if m != n)}]\n" for n in range(400))),
    "all ports of all services": lambda: compose(numbered(13_000, "  s{n}: {image: redis, ports: ['1-65535:1-65535'], expose: ['1-65535']}\n")),
    "a network for each service": lambda: {"compose.yaml": "services:\n" + numbered(10_000, "  s{n}: {image: a, networks: [n{n}, n{o}]}\n") + "networks:\n" + numbered(10_000, "  n{n}: {}\n")},
    "replicas": lambda: compose(numbered(10_000, "  s{n}: {image: a, ports: ['80'], deploy: {replicas: 2147483647}}\n")),
    "one huge value": lambda: compose(APP + "    environment: {U: '" + "x" * 1_000_000 + "'}\n"),
    "one huge address": lambda: compose(APP + "    environment: {U: 'postgres://u:p@" + "db," * 330_000 + "db/x'}\n"),
    "one huge command": lambda: compose(APP + "    command: " + "curl http://db:1/ && " * 45_000 + "true\n"),
    "a line of many addresses": lambda: compose(APP + "    environment: {U: '" + "http://u:p@db:81/ " * 50_000 + "'}\n"),
    "a line of many variables": lambda: compose(APP + "    environment: {U: '" + "${A:-db}" * 120_000 + "'}\n"),
    "variables of variables": lambda: {".env": filled("A0=xxxxxxxx\n", "A{n}=${A{m}}${A{m}}\n", "", 500_000), **compose(APP + numbered(15_000, "    #\n") + "    environment: {U: 'http://${A900}'}\n")},
    "deep brackets": lambda: {"compose.yaml": "x-deep: " + "[" * 1_000_000 + "\nservices:\n" + DB},
    "deep mappings": lambda: {"compose.yaml": "x-deep:\n" + "".join(" " * n + "a:\n" for n in range(1, 1_400)) + "services:\n" + DB},
    "deep variables": lambda: compose(APP + "    environment: {U: '" + "${A:-" * 170_000 + "x" + "}" * 170_000 + "'}\n"),
    "a huge Dockerfile": lambda: built(Dockerfile=filled("FROM node:22\n", "RUN echo {n} && curl http://localhost:{n}/\n")),
    "a Dockerfile of variables": lambda: built(Dockerfile=filled("FROM node:22\nENV A0=x\n", "ENV A{n}=$A{m}$A{m}\n")),
    "a Dockerfile of stages": lambda: built(Dockerfile=filled("FROM node:22 AS s0\n", "FROM s{m} AS s{n}\nEXPOSE {n}\n")),
    "a Dockerfile of one instruction": lambda: built(Dockerfile=filled("FROM node:22\nRUN true", " && \\\n  export A={n}")),
    "a script of functions": lambda: {**built(Dockerfile='FROM node:22\nCOPY run.sh /\nCMD ["/run.sh"]\n'), "run.sh": filled("#!/bin/sh\nf0() { node server.js; }\n", "f{n}() { f{m}; f{m}; }\n", "f30000\n")},
    "a huge nginx.conf": lambda: {"compose.yaml": "services:\n" + WEB + DB, "nginx.conf": filled("http {\n", "server { listen {n}; location / { proxy_pass http://db:{n}; } }\n", "}\n")},
    "an nginx.conf of variables": lambda: {"compose.yaml": "services:\n" + WEB + DB, "nginx.conf": filled("http { server { set $a0 db;\n", "set $a{n} $a{m}$a{m};\n", "location / { proxy_pass http://$a20000; } } }\n")},
    "a deep nginx.conf": lambda: {"compose.yaml": "services:\n" + WEB + DB, "nginx.conf": "http {" * 170_000},
    "nginx.conf of one upstream": lambda: {"compose.yaml": "services:\n" + WEB + DB, "nginx.conf": filled("http { upstream u {\n", "server db:{n};\n", "} server { location / { proxy_pass http://u; } } }\n")},
    "a huge haproxy.cfg": lambda: mounted("haproxy:3", "/usr/local/etc/haproxy/haproxy.cfg", filled("", "listen l{n}\n  bind *:{n}\n  server a db:{n}\n")),
    "a haproxy.cfg of port ranges": lambda: mounted("haproxy:3", "/usr/local/etc/haproxy/haproxy.cfg", filled("frontend f\n", "  bind *:1-65535\n")),
    "a huge Caddyfile": lambda: mounted("caddy:2", "/etc/caddy/Caddyfile", filled("", ":{n} {\n\treverse_proxy db:{n}\n}\n")),
    "a huge httpd.conf": lambda: mounted("httpd:2.4", "/usr/local/apache2/conf/httpd.conf", filled("Listen 80\n", "Define A{n} ${A{m}}${A{m}}\nProxyPass /{n} http://db:{n}/\n")),
    "a huge redis.conf": lambda: mounted("redis:8", "/usr/local/etc/redis/redis.conf", filled("", "bind 10.0.0.{n}\n")),
    "a huge pg_hba.conf": lambda: mounted("postgres:17", "/var/lib/postgresql/data/pg_hba.conf", filled("", "host all u{n} 10.0.0.0/8 reject\n")),
    "a huge prometheus.yml": lambda: mounted("prom/prometheus", "/etc/prometheus/prometheus.yml", filled("scrape_configs:\n", "- {job_name: j{n}, static_configs: [{targets: ['db:{n}']}]}\n")),
    "huge properties": lambda: {**built(Dockerfile="FROM eclipse-temurin:17\n"), "src/main/resources/application.properties": filled("a0=x\n", "a{n}=${a{m}}${a{m}}\n", "spring.datasource.url=jdbc:postgresql://${a9000}/x\n")},
    "huge JSON": lambda: {**built(Dockerfile="FROM mcr.microsoft.com/dotnet/aspnet:8.0\n"), "appsettings.json": filled('{"ConnectionStrings": {"a0": "Host=localhost;Port=5433"', ',\n "a{n}": "Host=localhost;Port={n}"', "}}\n")},
    "deep JSON": lambda: {**built(Dockerfile="FROM mcr.microsoft.com/dotnet/aspnet:8.0\n"), "appsettings.json": '{"a":' * 150_000 + "1" + "}" * 150_000},
    "a huge package.json": lambda: {**built(Dockerfile='FROM node:22\nCMD ["npm", "run", "s9000"]\n'), "package.json": filled('{"scripts": {"s0": "node server.js"', ',\n "s{n}": "npm run s{m} && npm run s{m}"', "}}\n", 900_000)},
    "a huge .env": lambda: {**built(Dockerfile="FROM node:22\n"), ".env": filled("", "K{n}_URL=http://localhost:{n}/\n")},
    "a huge .gitignore": lambda: {**compose(APP), ".git/HEAD": "", ".gitignore": filled("", "**/a*a*a*a*{n}*/**/b\n"), "/".join("a" * 20 for _ in range(40)) + "/compose.yaml": "services:\n" + DB},
    "silenced line by line": lambda: compose(filled(APP + "    environment:\n", "      K{n}: http://localhost:{n} # dialtone: ignore[DT101] so be it\n")),
    "a finding in every line": lambda: compose(filled(APP + "    environment:\n", "      K{n}: http://localhost:{n}\n")),
    "includes of includes": lambda: {"compose.yaml": "include: [a0.yaml, a0.yaml]\nservices:\n" + DB, **{f"a{n}.yaml": f"include: [a{n + 1}.yaml, ./a{n + 1}.yaml]\n" for n in range(45)}},
    "many includes": lambda: {"compose.yaml": "include:\n" + numbered(4_000, "- a{n}.yaml\n") + "services:\n" + DB, **{f"a{n}.yaml": f"services: {{s{n}: {{image: redis, ports: ['{n}:6379']}}}}\n" for n in range(1, 4_001)}},
    "many projects": lambda: {f"p{n}/compose.yaml": "services:\n" + APP + f"    ports: ['80:{n}']\n    environment: {{U: 'http://db:{n}'}}\n" + DB for n in range(5_000)},
    "a pipeline of jobs": lambda: {".github/workflows/ci.yml": filled("on: push\njobs:\n", "  j{n}: {runs-on: x, services: {db: {image: postgres, ports: [5433:5432]}}, steps: [{run: 'psql -h localhost'}]}\n")},
    "a pipeline of matrices": lambda: {".github/workflows/ci.yml": "on: push\njobs:\n" + numbered(200, "  j{n}:\n    runs-on: x\n    strategy: {matrix: {a: [" + ", ".join(map(str, range(200))) + "], b: [" + ", ".join(map(str, range(200))) + "]}}\n    services: {db: {image: 'postgres:${{ matrix.a }}'}}\n    steps: [{run: 'psql -h localhost -p ${{ matrix.b }}'}]\n")},
}

# MB of heap for what has a finding or an edge for every few bytes: what is kept of each does not fit into 128.
NEED_MORE = {"all depend on all": 256, "nginx.conf of one upstream": 768, "a huge Caddyfile": 256}

FORMATS = ["github", "gitlab", "json", "junit", "markdown", "sarif"]
failed = []
print(f"{'input':40} {'bytes':>9} {'heap':>5} {'seconds':>8} {'MB at peak':>11}  answer")
for number, (name, project) in enumerate(INPUTS.items()):
    if wanted and name not in wanted:
        continue
    folder = os.path.join(work, str(number))
    files = project()
    size = sum(len(text.encode()) for text in files.values())
    assert size <= MOST, (name, size)
    for path, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
        with open(os.path.join(folder, path), "w") as file:
            file.write(text)
    heap = NEED_MORE.get(name, 128)
    command = ["java", f"-Xmx{heap}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "dev.dialtone.cli.Main", "lint", "-q", "--show", "note"]
    for form in FORMATS:
        command += ["--report", f"{form}={work}/report.{form}"]
    start = time.monotonic()
    with open(os.path.join(work, "out"), "w+") as out, open(os.path.join(work, "err"), "w+") as err:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err)
        status = None
        while status is None and time.monotonic() - start < LONGEST:
            done, code, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                status = os.waitstatus_to_exitcode(code)
            else:
                time.sleep(0.02)
        if status is None:
            process.kill()
            os.wait4(process.pid, 0)
        out.seek(0)
        err.seek(0)
        lines = out.readlines()
        findings, said = len(lines), "".join(line for line in lines if "internal error" in line) + err.read()
    seconds = time.monotonic() - start
    answer = "does not end" if status is None else f"status {status}, {findings} findings"
    peak = usage.ru_maxrss // 1024 if status is not None else 0
    print(f"{name:40} {size:9} {heap:5} {seconds:8.1f} {peak:11}  {answer}", flush=True)
    if status not in (0, 1):
        failed.append(name)
        print(said[:2000])
if failed:
    sys.exit("worst-inputs-test: no answer: " + ", ".join(failed))
print("worst-inputs-test: all have an answer")
PYTHON
