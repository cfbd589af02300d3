package dev.dialtone.report;

import dev.dialtone.lint.Coverage;
import dev.dialtone.lint.Diagnostic;
import dev.dialtone.lint.Edit;
import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Fix;
import dev.dialtone.lint.InternalFault;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.Note;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.lint.Suppressed;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reports are tested with. The rules' ids are of a hundred that no rule will have, so that
 * no report here changes with a page on a rule.
 */
record ReportCase(String name, ReportOptions options, LintResult result) {
  private static final ReportOptions PLAIN = ReportOptions.plain("1.2.3");

  static final RuleInfo LOCALHOST =
      new RuleInfo(
          "DT901",
          "localhost-in-container",
          Severity.ERROR,
          "A process in a container dials itself");
  static final RuleInfo PORT =
      new RuleInfo(
          "DT902", "wrong-port", Severity.ERROR, "The dialled service listens on another port");
  static final RuleInfo HOST =
      new RuleInfo("DT903", "unknown-host", Severity.ERROR, "Nothing answers to the dialled name");
  static final RuleInfo ORDER =
      new RuleInfo(
          "DT904",
          "depends-on-not-healthy",
          Severity.WARNING,
          "A client starts before its server accepts connections");
  static final RuleInfo EXPOSE =
      new RuleInfo(
          "DT905", "expose-mismatch", Severity.NOTE, "The exposed port is not the listener's");

  private static final List<RuleInfo> RULES = List.of(LOCALHOST, PORT, HOST, ORDER, EXPOSE);

  /** All cases, each with a folder of its own. */
  static List<ReportCase> all() {
    LintResult one = one(CaseFolder.of("one"));
    LintResult many = many(CaseFolder.of("many"));
    LintResult notes = notesOnly(CaseFolder.of("notes-only"));
    return List.of(
        new ReportCase("empty", PLAIN, empty()),
        new ReportCase("one", PLAIN, one),
        new ReportCase("many", PLAIN, many),
        new ReportCase("many-in-colour", PLAIN.coloured(), many),
        new ReportCase("many-quiet", PLAIN.quietly().showing(Severity.NOTE), many),
        new ReportCase("many-errors-only", PLAIN.showing(Severity.ERROR), many),
        new ReportCase("unicode", PLAIN, unicode(CaseFolder.of("unicode"))),
        new ReportCase("long-lines", PLAIN, longLines(CaseFolder.of("long-lines"))),
        new ReportCase("notes-only", PLAIN, notes),
        new ReportCase("notes-shown", PLAIN.showing(Severity.NOTE), notes),
        new ReportCase("fixes", PLAIN, fixes(CaseFolder.of("fixes"))),
        new ReportCase("unseen", PLAIN, unseen()),
        new ReportCase("suppressed", PLAIN, suppressed(CaseFolder.of("suppressed"))),
        new ReportCase("internal-error", PLAIN, internalError(CaseFolder.of("internal-error"))),
        new ReportCase("secrets", PLAIN.showing(Severity.NOTE), secrets(CaseFolder.of("secrets"))),
        new ReportCase("hostile", PLAIN, hostile(CaseFolder.of("hostile"))));
  }

  private static LintResult empty() {
    return result(List.of(), project("shop", "compose.override.yml", "compose.yml"));
  }

  private static LintResult one(CaseFolder in) {
    String compose = "docker-compose.yml";
    Finding finding =
        Finding.at(
                LOCALHOST,
                in.at(compose, "localhost:5433"),
                "`api` dials itself: nothing in its container listens on 5433")
            .label("inside `api`, localhost is the api container")
            .service("api")
            .runtimeError("connect ECONNREFUSED 127.0.0.1:5433")
            .help("dial `db:5432`")
            .note(
                in.at(compose, "\"5433:5432\""),
                "`db` is published on the host at 5433; between containers its port is 5432")
            .walk(
                List.of(
                    new Note(in.at(compose, "localhost:5433"), "`api` dials localhost:5433"),
                    new Note(in.at(compose, "example/api"), "localhost is the container of `api`"),
                    new Note(in.at(compose, "postgres:17"), "`db` listens on 5432")))
            .fix(
                new Fix(
                    "dial `db:5432`",
                    Fix.Applicability.SAFE,
                    List.of(new Edit(in.at(compose, "localhost:5433"), "db:5432"))))
            .build();
    return result(List.of(error(finding)), project("shop", compose));
  }

  private static LintResult many(CaseFolder in) {
    String compose = "docker-compose.yml";
    List<Diagnostic> found = new ArrayList<>();
    found.add(
        error(
            Finding.at(
                    PORT,
                    in.at(compose, "8081\n").slice(0, 4),
                    "`web` dials `api` on 8081, the port on the host")
                .label("published on the host only")
                .service("web")
                .runtimeError("connect ECONNREFUSED 172.18.0.3:8081")
                .help("dial `api:8080`")
                .note(in.at(compose, "8081:8080"), "`api` listens on 8080")
                .build()));
    found.add(
        error(
            Finding.at(PORT, in.at(compose, "cache:6380"), "nothing in `cache` listens on 6380")
                .label("`cache` listens on 6379")
                .service("web")
                .help("dial `cache:6379`")
                .note(in.at(compose, "redis:7"), "redis listens on 6379 by default")
                .note(in.at(compose, "CACHE"), "the value of this variable")
                .build()));
    found.add(
        error(
            Finding.at(HOST, in.at(compose, "queue"), "nothing in this project answers to `queue`")
                .service("web")
                .runtimeError("getaddrinfo ENOTFOUND queue")
                .note(in.at(compose, "cache:\n").slice(0, 5), "the only redis is `cache`")
                .build()));
    found.add(
        new Diagnostic(
            Finding.at(
                    PORT,
                    in.at(compose, "curl -f http://localhost:8081/health"),
                    "the healthcheck of `api` asks a port on which nothing listens")
                .label("")
                .service("api")
                .help("ask port 8080")
                .build(),
            Severity.WARNING,
            "00000000000000aa"));
    found.add(
        new Diagnostic(
            Finding.at(
                    LOCALHOST,
                    in.at("pgbouncer.ini", "host=localhost port=5432"),
                    "pgbouncer dials itself")
                .label("here")
                .note(in.at("pgbouncer.ini", "listen_port = 6432"), "it listens on 6432")
                .note(in.at("web.env", "localhost"), "as does `web`")
                .build(),
            Severity.WARNING,
            "00000000000000bb"));
    found.add(
        error(
            Finding.at(HOST, in.at("proxy/nginx.conf", "apii"), "nothing answers to `apii`")
                .label("did you mean `api`?")
                .runtimeError("host not found in upstream \"apii:8080\"")
                .note(in.at("proxy/nginx.conf", "api:8081"), "as here")
                .note(in.at("proxy/nginx.conf", "http://app"), "requests go there")
                .build()));
    found.add(
        new Diagnostic(
            Finding.at(
                    LOCALHOST,
                    in.at("web.env", "SMTP_HOST=localhost\nSMTP_PORT=1025"),
                    "`web` dials itself on 1025")
                .label("host and port of the mail server")
                .note(in.at(compose, "web.env"), "read into `web` here")
                .build(),
            Severity.NOTE,
            "00000000000000cc"));
    return result(
        found,
        project("many", compose, "pgbouncer.ini", "proxy/nginx.conf", "web.env"),
        project("other", "docker-compose.yml"));
  }

  private static LintResult unicode(CaseFolder in) {
    List<Diagnostic> found = new ArrayList<>();
    found.add(
        error(
            Finding.at(
                    HOST,
                    in.at("compose.yml", "\uD83D\uDC18 postgres"),
                    "nothing answers to `caf\u00e9-\u6570\u636e\u5e93`")
                .label("an elephant")
                .note(in.at("compose.yml", "\u6570\u636e\u5e93"), "wide characters")
                .build()));
    found.add(
        error(
            Finding.at(LOCALHOST, in.at("compose.yml", "localhost:5000"), "behind wide characters")
                .label("under the host")
                .note(in.at("compose.yml", "\uD83D\uDE00"), "a face")
                .build()));
    found.add(
        error(
            Finding.at(
                    LOCALHOST,
                    in.at("compose.yml", "localhost:5001"),
                    "behind \u001b[31mescapes\u001b[0m\nand \u202eothers")
                .label("under\u0007 the host")
                .build()));
    found.add(
        error(
            Finding.at(
                    LOCALHOST,
                    in.at("compose.yml", "http://localhost:5002\r\n        http://localhost:5003"),
                    "over two lines")
                .label("to the end of the line")
                .build()));
    Span end = in.file("compose.yml").span();
    found.add(
        error(
            Finding.at(HOST, end.slice(end.length(), end.length()), "at the end of the file")
                .label("nothing follows")
                .build()));
    return result(found, project("unicode", "compose.yml"));
  }

  private static LintResult longLines(CaseFolder in) {
    String file = "settings.json";
    return result(
        List.of(
            error(
                Finding.at(LOCALHOST, in.at(file, "localhost:5432"), "`api` dials itself on 5432")
                    .label("in the middle")
                    .note(in.at(file, "\"url\""), "near")
                    .note(in.at(file, "\"c\""), "far")
                    .build()),
            error(
                Finding.at(LOCALHOST, in.at(file, "localhost:5433"), "`api` dials itself on 5433")
                    .label("behind a long secret")
                    .build()),
            error(
                Finding.at(HOST, in.file(file).lineSpan(1), "the whole line")
                    .label("all of it")
                    .build())),
        project("long", file));
  }

  private static LintResult notesOnly(CaseFolder in) {
    return result(
        List.of(
            new Diagnostic(
                Finding.at(EXPOSE, in.at("compose.yml", "\"9000\""), "nothing listens on 9000")
                    .service("api")
                    .build(),
                Severity.NOTE,
                "00000000000000dd")),
        project("notes", "compose.yml"));
  }

  private static LintResult fixes(CaseFolder in) {
    String compose = "compose.yml";
    List<Diagnostic> found = new ArrayList<>();
    found.add(
        new Diagnostic(
            Finding.at(ORDER, in.at(compose, "- db"), "`api` does not wait until `db` is healthy")
                .service("api")
                .fix(
                    new Fix(
                        "wait for `service_healthy`",
                        Fix.Applicability.UNSAFE,
                        List.of(
                            new Edit(
                                in.at(compose, "- db"), "db:\n        condition: service_healthy"),
                            new Edit(
                                in.at(compose, "    image: postgres:17").slice(0, 0),
                                "    healthcheck:\n      test: pg_isready\n"))))
                .build(),
            Severity.WARNING,
            "00000000000000ee"));
    found.add(
        error(
            Finding.at(HOST, in.at(compose, "dbb"), "nothing in this project answers to `dbb`")
                .service("api")
                .fix(
                    new Fix(
                        "dial `db`",
                        Fix.Applicability.SAFE,
                        List.of(new Edit(in.at(compose, "dbb"), "db"))))
                .build()));
    found.add(
        error(
            Finding.at(PORT, in.at(compose, "\"5433\""), "nothing in `db` listens on 5433")
                .help("`db` listens on 5432")
                .build()));
    found.add(
        error(
            Finding.at(PORT, in.at(compose, "hunter2"), "`api` sends another password")
                .help("send the password of `db`")
                .fix(
                    new Fix(
                        "send the password of `db`",
                        Fix.Applicability.SAFE,
                        List.of(new Edit(in.at(compose, "hunter2"), "swordfish"))))
                .build()));
    return result(found, project("fixes", compose));
  }

  private static LintResult suppressed(CaseFolder in) {
    Finding shown =
        Finding.at(PORT, in.at("compose.yml", "5433"), "5433 is no port of `db`").build();
    Finding taken =
        Finding.at(LOCALHOST, in.at("compose.yml", "localhost:6379"), "`api` dials itself").build();
    Finding old =
        Finding.at(HOST, in.at("compose.yml", "mial"), "nothing answers to `mial`").build();
    return new LintResult(
        List.of(error(shown)),
        List.of(
            new Suppressed(
                error(taken), Suppressed.By.COMMENT, "redis://user:secret1@mail runs beside it"),
            new Suppressed(error(old), Suppressed.By.BASELINE, "")),
        List.of(project("suppressed", "compose.yml")),
        List.of(),
        List.of(),
        RULES);
  }

  private static LintResult unseen() {
    return new LintResult(
        List.of(),
        List.of(),
        List.of(project("unseen", "compose.yml")),
        List.of(
            new Coverage(new FilePath("base.yml"), "permission denied"),
            new Coverage(
                new FilePath("compose.yml"),
                "includes oci://user:secret1@registry.example/base, which is not on this machine")),
        List.of(),
        RULES);
  }

  private static LintResult internalError(CaseFolder in) {
    Finding finding =
        Finding.at(PORT, in.at("compose.yml", "\"99999\""), "99999 is no port").build();
    return new LintResult(
        List.of(error(finding)),
        List.of(),
        List.of(project("internal", "compose.yml")),
        List.of(),
        List.of(
            new InternalFault(
                "DT901",
                new FilePath("compose.yml"),
                "IllegalStateException: span 7..3 at Span.java:11"),
            new InternalFault(
                "linking",
                new FilePath("sub/compose.yml"),
                "StackOverflowError at Linker.java:42")),
        RULES);
  }

  private static LintResult secrets(CaseFolder in) {
    String compose = "docker-compose.yml";
    List<Diagnostic> found = new ArrayList<>();
    found.add(
        error(
            Finding.at(
                    LOCALHOST,
                    in.at(".env", "localhost:1025"),
                    "`SMTP_URL=smtp://mailer:planted-7@localhost:1025` dials the own container")
                .label("see `--password planted-6`")
                .note(in.at(".env", "SMTP_PASSWORD"), "the password stands here")
                .build()));
    found.add(
        error(
            Finding.at(
                    LOCALHOST,
                    in.at("appsettings.json", "Host=localhost;Port=5432"),
                    "the connection string `Host=localhost;Password=planted-8` dials itself")
                .runtimeError("cannot connect to postgres://app:planted-2@localhost:5432/app")
                .note(in.at("appsettings.json", "ApiKey"), "beside `ApiKey=planted-9`")
                .build()));
    found.add(
        error(
            Finding.at(LOCALHOST, in.at(compose, "\"localhost:5432\""), "in a list")
                .label("behind a token")
                .walk(
                    List.of(
                        new Note(in.at(compose, "\"serve\""), "`serve --token planted-1` is run"),
                        new Note(in.at(compose, "postgres:17"), "`db` listens on 5432")))
                .build()));
    found.add(
        error(
            Finding.at(LOCALHOST, in.at(compose, "@localhost:5432/app"), "in a URL")
                .label("behind a password")
                .help("write `postgres://app:planted-2@db:5432/app`")
                .note(in.at(compose, "API_SECRET"), "near")
                .fix(
                    new Fix(
                        "write `postgres://app:planted-2@db:5432/app`",
                        Fix.Applicability.SAFE,
                        List.of(
                            new Edit(
                                in.at(compose, "postgres://app:planted-2@localhost:5432/app"),
                                "postgres://app:planted-2@db:5432/app"))))
                .build()));
    found.add(
        error(
            Finding.at(PORT, in.at(compose, "planted-4"), "the password itself")
                .label("masked, and still underlined")
                .note(in.at(compose, "ted-5@local"), "cut through the password")
                .build()));
    found.add(
        error(
            Finding.at(PORT, in.at(compose, "localhost:5433"), "in a command")
                .label("behind a password")
                .build()));
    return result(found, project("secrets", ".env", "appsettings.json", compose));
  }

  private static LintResult hostile(CaseFolder in) {
    return result(
        List.of(
            error(
                Finding.at(
                        LOCALHOST,
                        in.at("compose.yml", "localhost:1"),
                        "100% of it\r\n::error::pwned ##[group]pwned")
                    .label("::warning::pwned")
                    .help("%0A::error::pwned, [link](1) \\ and ]")
                    .note(
                        in.at("compose.yml", "::dialtone-report-0::"),
                        "::dialtone-report-0:: in a [note](2)")
                    .build())),
        project("hostile", "compose.yml"));
  }

  private static Diagnostic error(Finding finding) {
    return new Diagnostic(finding, Severity.ERROR, "0123456789abcdef");
  }

  private static ProjectSummary project(String name, String... files) {
    List<FilePath> paths = new ArrayList<>();
    for (String file : files) {
      paths.add(new FilePath(file));
    }
    return new ProjectSummary(name, paths);
  }

  private static LintResult result(List<Diagnostic> found, ProjectSummary... projects) {
    return new LintResult(found, List.of(), List.of(projects), List.of(), List.of(), RULES);
  }
}
