package dev.dialtone.format.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dialtone.model.Attachment;
import dev.dialtone.model.CommandLine;
import dev.dialtone.model.Composition;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.Dependency;
import dev.dialtone.model.Healthcheck;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Network;
import dev.dialtone.model.NetworkMode;
import dev.dialtone.model.NetworkName;
import dev.dialtone.model.PublishedPort;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Variable;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.MemoryWorkspace;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComposeLoaderTest {
  private final Map<String, String> files = new LinkedHashMap<>();

  private Composition load(String... paths) {
    List<FilePath> compose = Arrays.stream(paths).map(FilePath::new).toList();
    return ComposeLoader.load(
        ComposeRequest.of(compose).inFolder(FilePath.ROOT, "Shop_1"), new MemoryWorkspace(files));
  }

  private Composition of(String text) {
    files.put("compose.yaml", text);
    return load("compose.yaml");
  }

  private static Service service(Composition composition, String name) {
    Service service = composition.services().get(new ServiceName(name));
    assertTrue(service != null, "no service " + name);
    return service;
  }

  private static String externalName(Composition composition, NetworkName name) {
    Network network = composition.networks().get(name);
    assertTrue(network != null, "no network " + name);
    return network.externalName().chars();
  }

  private static Text variable(Service service, String name) {
    for (Variable variable : service.environment()) {
      if (variable.name().is(name)) {
        return variable.value();
      }
    }
    throw new AssertionError("no variable " + name);
  }

  /** A text, where it is written, and the steps it took. */
  private static String shown(Text text) {
    return text
        + " "
        + text.span()
        + text.chain().stream()
            .map(step -> " " + step.kind() + " " + step.at())
            .collect(Collectors.joining());
  }

  @Test
  void aLiteralHasThePlaceOfItsCharacters() {
    Composition composition =
        of("services:\n  api:\n    image: 'acme/api'\n    environment: [A=b c, D=]\n");
    Service api = service(composition, "api");
    assertEquals("acme/api compose.yaml:3:13", shown(api.image()));
    assertEquals("b c compose.yaml:4:21", shown(variable(api, "A")));
    assertEquals(" compose.yaml:4:28", shown(variable(api, "D")));
    assertEquals("api compose.yaml:2:3", shown(api.at()));
    assertEquals("shop_1", composition.name().chars());
  }

  @Test
  void anInterpolatedValueLeadsToItsFile() {
    files.put(".env", "PORT=8080\nHOST='db'\n");
    Composition composition =
        of("services:\n  api:\n    image: x\n    environment: {U: \"t://${HOST}:${PORT:-1}/\"}\n");
    Text url = variable(service(composition, "api"), "U");
    assertEquals("t://db:8080/", url.chars());
    assertEquals("db .env:2:7 INTERPOLATED compose.yaml:4:27", shown(url.slice(4, 6)));
    assertEquals("8080 .env:1:6 INTERPOLATED compose.yaml:4:35", shown(url.slice(7, 11)));
  }

  @Test
  void aVariableThatNothingSetsIsAHole() {
    Composition composition =
        of("services:\n  api:\n    image: x\n    environment: [\"U=$A\", \"V=${B:-c}\", P]\n");
    Service api = service(composition, "api");
    assertEquals("…", variable(api, "U").toString());
    assertEquals("c compose.yaml:4:35 DEFAULT compose.yaml:4:30", shown(variable(api, "V")));
    assertEquals("…", variable(api, "P").toString());
    assertEquals(
        List.of("A [] services.api.environment", "B [c] services.api.environment"),
        composition.references().stream()
            .map(r -> r.name() + " " + r.value() + " " + r.path())
            .toList());
  }

  @Test
  void anExampleFileStandsInForAMissingOne() {
    files.put(".env.example", "HOST=db\nKEY=\n");
    Composition composition =
        of("services:\n  api:\n    image: x\n    environment: [\"H=$HOST\", \"K=$KEY\"]\n");
    Service api = service(composition, "api");
    assertEquals(
        "db .env.example:1:6 ASSUMED .env.example:1:6 INTERPOLATED compose.yaml:4:22",
        shown(variable(api, "H")));
    assertEquals("…", variable(api, "K").toString());
  }

  @Test
  void theCommandLineWinsOverFiles() {
    files.put(".env", "HOST=db\n");
    files.put("compose.yaml", "services:\n  api:\n    image: $HOST\n");
    ComposeRequest request =
        ComposeRequest.of(List.of(new FilePath("compose.yaml")))
            .withVariables(List.of(), List.of(new ComposeRequest.Given("HOST", "mine")));
    Composition composition = ComposeLoader.load(request, new MemoryWorkspace(files));
    assertEquals(
        "mine <command line>:1:6 ARGUMENT <command line>:1:6 INTERPOLATED compose.yaml:3:12",
        shown(service(composition, "api").image()));
  }

  @Test
  void anAliasAndAMergeKeyAreSteps() {
    Composition composition =
        of(
            """
            x-image: &image acme/web
            x-common: &common
              environment: {HOST: db}
              hostname: h
            services:
              api:
                <<: *common
                image: *image
                hostname: own
            """);
    Service api = service(composition, "api");
    assertEquals("acme/web compose.yaml:1:17 ALIAS compose.yaml:8:12", shown(api.image()));
    assertEquals("db compose.yaml:3:23 MERGED compose.yaml:7:9", shown(variable(api, "HOST")));
    assertEquals("own compose.yaml:9:15", shown(api.hostname()));
  }

  @Test
  void aLaterFileOverridesAndSaysWhat() {
    files.put("compose.yaml", "services:\n  api:\n    image: a\n    environment: {X: 1, Y: 2}\n");
    files.put("prod.yaml", "services:\n  api:\n    environment: [X=3]\n    command: run it\n");
    Service api = service(load("compose.yaml", "prod.yaml"), "api");
    assertEquals("3 prod.yaml:3:21 OVERRIDE compose.yaml:4:22", shown(variable(api, "X")));
    assertEquals("2 compose.yaml:4:28", shown(variable(api, "Y")));
    assertEquals("api compose.yaml:2:3", shown(api.at()));
  }

  @Test
  void resetAndOverrideTagsDropWhatWasThere() {
    files.put(
        "compose.yaml",
        "services:\n  api:\n    image: a\n    ports: ['1:1']\n    expose: [2]\n    hostname: h\n");
    files.put(
        "prod.yaml",
        """
        services:
          api:
            ports: !override ['3:3']
            expose: !reset []
            hostname: !reset null
        """);
    Service api = service(load("compose.yaml", "prod.yaml"), "api");
    assertEquals(List.of("3:3"), api.ports().stream().map(p -> p.at().chars()).toList());
    assertEquals(List.of(), api.expose());
    assertTrue(api.hostname().isEmpty());
  }

  @Test
  void anExtendedServiceBringsItsValuesAndItsFolder() {
    files.put("lib/base.yaml", "services:\n  one:\n    image: a\n    build: ./src\n");
    Composition composition =
        of("services:\n  api:\n    extends: {file: lib/base.yaml, service: one}\n");
    Service api = service(composition, "api");
    assertEquals("a lib/base.yaml:3:12 EXTENDED compose.yaml:3:14", shown(api.image()));
    assertEquals(List.of(new FilePath("lib/src")), api.build().get(0).folder().known());
    assertEquals(List.of(), composition.problems());
  }

  @Test
  void servicesThatExtendEachOtherAreAProblem() {
    Composition composition =
        of("services:\n  a:\n    image: x\n    extends: b\n  b:\n    extends: a\n");
    assertEquals(
        List.of("compose.yaml:4:14 the service `a` extends itself"),
        composition.problems().stream().map(p -> p.span() + " " + p.message()).toList());
  }

  @Test
  void nothingMisfitsInAnExtendedFileThatBreaksOff() {
    files.put("base.yaml", "services:\n  base:\n    imag: x\n    ports: 8080\n  - nothing\n");
    Composition composition =
        of("services:\n  a:\n    extends: {file: base.yaml, service: base}\n    tyt: true\n");
    assertEquals(List.of("tyt"), composition.misfits().stream().map(m -> m.at().chars()).toList());
    assertEquals(1, composition.problems().size(), composition.problems().toString());
    assertTrue(composition.fragment());
  }

  @Test
  void anIncludedFileHasItsOwnVariablesAndFolder() {
    files.put("db/.env", "TAG=17\n");
    files.put("db/compose.yaml", "services:\n  db:\n    image: pg:$TAG\n    volumes: [./d:/d]\n");
    Composition composition = of("include: [db/compose.yaml]\nservices: {api: {image: x}}\n");
    Service db = service(composition, "db");
    assertEquals(
        "17 db/.env:1:5 INTERPOLATED db/compose.yaml:3:15 INCLUDED compose.yaml:1:11",
        shown(db.image().slice(3)));
    assertEquals(
        List.of("db/d"),
        db.mounts().stream()
            .map(m -> ((Mount.Source.HostPath) m.source()).path().value())
            .toList());
  }

  @Test
  void filesThatIncludeEachOtherAreAProblem() {
    files.put("b.yaml", "include: [compose.yaml]\n");
    Composition composition = of("include: [b.yaml]\nservices: {api: {image: x}}\n");
    assertEquals(
        List.of("b.yaml:1:11 `compose.yaml` includes itself"),
        composition.problems().stream().map(p -> p.span() + " " + p.message()).toList());
  }

  @Test
  void whatCannotBeReadMakesAFragment() {
    Composition composition =
        of("include: [gone.yaml]\nservices:\n  a: {image: x, env_file: [.env.local]}\n");
    assertTrue(composition.fragment());
    assertEquals(
        List.of("gone.yaml INCLUDE MISSING", ".env.local ENV_FILE MISSING"),
        composition.unreadable().stream()
            .map(m -> m.path() + " " + m.role() + " " + m.cause())
            .toList());
    assertEquals(false, service(composition, "a").environmentComplete());
  }

  @Test
  void environmentWinsOverItsFilesAndALaterFileOverAnEarlierOne() {
    files.put("one.env", "A=1\nB=1\nC=1\n");
    files.put("two.env", "B=2\nC=2\nD=$A-$C\n");
    Service api =
        service(
            of(
                """
                services:
                  api:
                    image: x
                    env_file: [one.env, two.env]
                    environment: {C: 3}
                """),
            "api");
    assertEquals("1 one.env:1:3 ENV_FILE compose.yaml:4:16", shown(variable(api, "A")));
    assertEquals("2 two.env:1:3 ENV_FILE compose.yaml:4:25", shown(variable(api, "B")));
    assertEquals("3", variable(api, "C").chars());
    assertEquals("1-3", variable(api, "D").chars());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "8080, '', ?, 8080, TCP",
        "8081:80, '', 8081, 80, TCP",
        "127.0.0.1:8082:81, 127.0.0.1, 8082, 81, TCP",
        "[::1]:8083:82, ::1, 8083, 82, TCP",
        "127.0.0.2::83, 127.0.0.2, ?, 83, TCP",
        "53:54/udp, '', 53, 54, UDP",
        "3000-3002:4000-4002, '', 3000-3002, 4000-4002, TCP",
        "1000-1005:84, '', 1000-1005, 84, TCP",
        "22:23, '', 22, 23, TCP",
        "${P:-127.0.0.3:8084}:85, 127.0.0.3, 8084, 85, TCP",
        "${Q}:86, …, ?, 86, TCP",
        "87:${Q}, '', 87, ?, TCP",
      })
  void aPortIsReadInItsShortForms(
      String written, String address, String host, String container, String protocol) {
    Composition composition =
        of("services:\n  a:\n    image: x\n    ports:\n      - " + quoted(written) + "\n");
    assertEquals(List.of(), composition.misfits());
    PublishedPort port = service(composition, "a").ports().get(0);
    assertEquals(address.equals("''") ? "" : address, port.hostAddress().toString());
    assertEquals(host, known(port.hostPorts().known()));
    assertEquals(container, known(port.containerPorts().known()));
    assertEquals(protocol, port.protocol().name());
  }

  private static String quoted(String written) {
    return written.startsWith("[") || written.contains("$") ? "'" + written + "'" : written;
  }

  private static String known(List<?> values) {
    return values.isEmpty() ? "?" : values.get(0).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "'70000:80', 70000",
    "'80:90:100', 80",
    "'x', x",
    "'1-3:5-6', 1-3:5-6",
    "'80/tpc', tpc",
    "'80:', '80:'"
  })
  void whatIsNoPortIsAMisfitAtItsPlace(String written, String at) {
    Composition composition = of("services:\n  a:\n    image: x\n    ports: ['" + written + "']\n");
    assertEquals(
        List.of(Misfit.Kind.PORT + " " + at),
        composition.misfits().stream().map(m -> m.kind() + " " + m.at().span().text()).toList());
  }

  @Test
  void theLongFormOfAPortHasThePlacesOfItsParts() {
    PublishedPort port =
        service(
                of(
                    """
                    services:
                      a:
                        image: x
                        ports:
                          - target: 80
                            published: '81'
                            protocol: udp
                    """),
                "a")
            .ports()
            .get(0);
    assertEquals("81 compose.yaml:6:21", shown(port.publishedAt()));
    assertEquals("80 compose.yaml:5:17", shown(port.targetAt()));
  }

  @Test
  void aCommandInOneStringIsSplitAsComposeDoesIt() {
    Service api =
        service(
            of("services:\n  a:\n    image: x\n    command: sh -c \"a b\" '$$C' && lost\n"), "a");
    CommandLine.Exec command = (CommandLine.Exec) api.command().get(0);
    assertEquals(
        List.of("sh compose.yaml:4:14", "-c compose.yaml:4:17", "a b compose.yaml:4:21"),
        command.words().subList(0, 3).stream().map(ComposeLoaderTest::shown).toList());
    assertEquals(
        List.of("sh", "-c", "a b", "$C"), command.words().stream().map(Text::chars).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{test: curl a} | Shell[line=curl a]",
        "{test: [CMD-SHELL, 'x y', z]} | Shell[line=x y]",
        "{test: [CMD, c, d e]} | Exec[words=[c, d e]]"
      })
  void aProbeIsAShellLineOrWords(String written, String command) {
    Healthcheck check =
        service(of("services:\n  a:\n    image: x\n    healthcheck: " + written + "\n"), "a")
            .healthcheck();
    assertEquals(command, ((Healthcheck.Probe) check).command().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{disable: true} | Disabled",
        "{test: [NONE]} | Disabled",
        "{interval: 3s} | Retimed",
        "{test: [curl, a]} | Malformed",
        "{test: [CMD-SHELL]} | Malformed"
      })
  void aHealthcheckMayBeSomethingElse(String written, String kind) {
    Healthcheck check =
        service(of("services:\n  a:\n    image: x\n    healthcheck: " + written + "\n"), "a")
            .healthcheck();
    assertEquals(kind, check.getClass().getSimpleName());
  }

  @Test
  void aServiceIsOnTheNetworksItNamesElseOnTheDefaultOne() {
    Composition composition =
        of(
            """
            services:
              a: {image: x}
              b:
                image: y
                networks:
                  back: {aliases: [bee], ipv4_address: 10.0.0.2}
              c: {image: z, network_mode: "service:a"}
            networks:
              back: {external: true, name: outer}
            """);
    assertEquals(
        List.of(NetworkName.DEFAULT),
        service(composition, "a").attachments().stream().map(Attachment::network).toList());
    Attachment back = service(composition, "b").attachments().get(0);
    assertEquals("bee compose.yaml:6:24", shown(back.aliases().get(0)));
    assertEquals("10.0.0.2", back.addresses().get(0).chars());
    assertEquals(
        new ServiceName("a"),
        ((NetworkMode.OfService) service(composition, "c").networkMode()).service());
    assertEquals(List.of(), service(composition, "c").attachments());
    assertEquals("outer", externalName(composition, new NetworkName("back")));
    assertEquals("shop_1_default", externalName(composition, NetworkName.DEFAULT));
  }

  @Test
  void linksAndSharedNamespacesImplyDependencies() {
    Composition composition =
        of(
            """
            services:
              a:
                image: x
                links: ['b:bee']
                volumes_from: [c]
                depends_on: {d: {condition: service_healthy, required: false}}
              b: {image: y}
              c: {image: z}
              d: {image: w}
            """);
    assertEquals(
        List.of(
            "d HEALTHY compose.yaml:6:18",
            "b STARTED compose.yaml:4:14",
            "c STARTED compose.yaml:5:20"),
        service(composition, "a").dependencies().stream()
            .map((Dependency d) -> d.service() + " " + d.condition() + " " + d.at().span())
            .toList());
  }

  @Test
  void aMisspeltKeyIsAMisfitWithWhatWasMeant() {
    Composition composition =
        of(
            """
            services:
              a:
                image: x
                enviroment: {A: 1}
                x-mine: 1
                healthcheck: {test: [CMD, a], intervall: 3s, timeout: 3}
                environment:
                  - DB: db
            """);
    assertEquals(
        List.of(
            "FORM compose.yaml:8:9 [DB=...]",
            "KEY compose.yaml:4:5 [environment]",
            "KEY compose.yaml:6:35 [interval]",
            "FORM compose.yaml:6:59 [3s]"),
        composition.misfits().stream()
            .map(m -> m.kind() + " " + m.at().span() + " " + m.nearest())
            .toList());
  }

  @Test
  void aVolumeIsAPathOrAName() {
    Composition composition =
        of(
            """
            services:
              a:
                image: x
                volumes: ['./a.conf:/etc/a.conf:ro', 'data:/d/', '~/h:/h', '${V}:/v', /anon]
            volumes: {data: }
            """);
    assertEquals(
        List.of(
            "BIND HostPath[written=./a.conf, path=a.conf] /etc/a.conf true",
            "VOLUME NamedVolume[name=data, external=false] /d false",
            "BIND Unseen[written=~/h] /h false",
            "OTHER Unseen[written=…] /v false",
            "VOLUME NamedVolume[name=, external=false] /anon false"),
        service(composition, "a").mounts().stream()
            .map(m -> m.kind() + " " + m.source() + " " + m.target() + " " + m.readOnly())
            .toList());
  }

  @Test
  void aFileOfComposeOneIsReadAndIsAProblem() {
    Composition composition = of("web:\n  image: x\n  links: [db]\ndb:\n  image: y\n");
    assertEquals(1, composition.problems().size());
    assertEquals(2, composition.services().size());
    assertTrue(service(composition, "web").networkMode() instanceof NetworkMode.Bridge);
  }

  @Test
  void profilesSwitchServicesOn() {
    files.put(".env", "COMPOSE_PROFILES=dev, test\n");
    Composition composition =
        of(
            """
            services:
              a: {image: x, profiles: [dev]}
              b: {image: y, profiles: ['']}
              c: {image: z}
            """);
    assertEquals(List.of("dev", "test"), composition.activeProfiles());
    assertEquals(
        List.of("a", "c"),
        composition.services().values().stream()
            .filter(composition::isActive)
            .map(s -> s.name().value())
            .toList());
  }

  @Test
  void noPrefixOfAFileIsTooMuch() {
    String text =
        """
        x-a: &a {environment: [A=1, "B=${C:-${D}}"]}
        services:
          one: &one
            <<: [*a]
            image: "x:${T?}"
            ports: ["${P}:80", {target: 1}]
            command: >-
              a 'b
              c'
            extends: {file: compose.yaml, service: two}
          two:
            <<: *one
            healthcheck: {test: !reset [CMD, x], interval: 1m}
            networks: {n: {aliases: [x]}}
            volumes: ["a:/b:ro", {type: bind, source: ./x, target: /y}]
        include: [{path: [compose.yaml], env_file: x}]
        """;
    int problems = 0;
    for (int end = 0; end <= text.length(); end++) {
      problems += of(text.substring(0, end)).problems().size();
    }
    assertTrue(problems > 100, "only " + problems);
  }

  @Test
  void manyServicesTakeTimeInProportion() {
    StringBuilder text =
        new StringBuilder("x-a: &a {restart: always, environment: {A: b, C: d}}\n");
    text.append("services:\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("  s")
          .append(i)
          .append(": {<<: *a, image: x, ports: ['80'], depends_on: [s0]}\n");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(10_000, of(text.toString()).services().size()));
  }

  @Test
  void aThousandIncludesAreFollowed() {
    StringBuilder text = new StringBuilder("include:\n");
    for (int i = 0; i < 1_000; i++) {
      files.put("i" + i + ".yaml", "services:\n  s" + i + ": {image: x}\n");
      text.append("  - i").append(i).append(".yaml\n");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(1_000, of(text.toString()).services().size()));
  }

  @Test
  void aLongChainOfExtendsEndsInAProblem() {
    StringBuilder text = new StringBuilder("services:\n  s0: {image: x}\n");
    for (int i = 1; i <= 500; i++) {
      text.append("  s").append(i).append(": {extends: s").append(i - 1).append("}\n");
    }
    Composition composition = of(text.toString());
    assertEquals(500 + 1, composition.services().size());
    assertTrue(composition.problems().get(0).message().startsWith("more than 100 services"));
  }

  @Test
  void stepsOfEachKindHaveWords() {
    assertEquals("instead of what stands here", Step.Kind.OVERRIDE.words());
  }
}
