package dev.dialtone.format.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Writes small Compose projects at random: several files, includes, extends, tags, variables. */
final class RandomProject {
  private static final Map<String, List<String>> ATTRIBUTES = attributes();
  private static final List<String> CYCLIC = List.of("depends_on", "links", "volumes_from");
  private static final List<String> SERVICES = List.of("web", "db", "cache");

  private final Random random;
  private final Map<String, String> files = new TreeMap<>();

  private RandomProject(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Files by their paths.
   *
   * @param composeFiles those that are given to Compose with {@code -f}, in order
   */
  record Files(Map<String, String> texts, List<String> composeFiles) {}

  static Files of(long seed) {
    return new RandomProject(seed).write();
  }

  private static Map<String, List<String>> attributes() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("image", List.of("nginx", "${IMAGE}", "img:${TAG:-1}", "a/b:${NONE-2}"));
    all.put(
        "command",
        List.of(
            "run it",
            "[a, 'b c']",
            "",
            "'sh -c \"x y\" && z'",
            "${CMD:-serve --port 80}",
            "[]",
            "'a\\ b $$HOME `date`'",
            "echo 2>file"));
    all.put("entrypoint", List.of("[/e, -x]", "/bin/e 'q r'", ""));
    all.put(
        "environment",
        List.of(
            "{A: 1, B: '${TAG}', C: }",
            "[A=2, D, 'E=${NONE:-e}', TAG]",
            "{F: true, G: 1.50, H: 0x10, TAG: }",
            "[A, 'I=x=y', J=]",
            "{P: '${NONE:-${TAG:-t}}', Q: '${TAG:+a${IMAGE}b}', R: '$TAG$$TAG ${NONE}'}",
            "['S=${IMAGE?no}', 'T=$(x) $1 $? ${NONE-}', A=]",
            "{A: !reset null, B: b}",
            "{U: 'a: b', V: \"tab\\there\", W: 2024-13-01, X: 1:30, Y: yes, Z: .5}",
            "{K: '${IMAGE:+set}', L: '${NONE}', M: 1e3, N: 010, O: ~}"));
    all.put(
        "env_file",
        List.of(
            "x.env",
            "[x.env, y.env]",
            "[{path: none.env, required: false}]",
            "[{path: x.env, format: raw}, y.env]",
            "[y.env, {path: ./x.env, required: true}, x.env]",
            "[{path: '${NONE:-y}.env'}]"));
    all.put(
        "ports",
        List.of(
            "['80:80', '443']",
            "['127.0.0.1:${PORT}:90', 8080]",
            "[{target: 80, published: 8080}, '80:80/udp']",
            "['3000-3002:4000-4002']",
            "[{target: '${PORT}', host_ip: 127.0.0.1, published: '9000-9001', protocol: udp}]",
            "['80:80', '80:80', 22:22]",
            "['127.0.0.1:5000-5002:6000-6002/udp', '[::1]:81:80', '7000-7001']",
            "['8000-8004:80', '9090:90/tcp']",
            "[{target: 80, published: '8080', mode: host, name: web, app_protocol: http}]",
            "!reset []",
            "['${PORT:-127.0.0.1:13306}:3306', '${NONE:-80}:80']"));
    all.put("expose", List.of("[80, '81']", "['81', 90-92]", "['53/udp', '${PORT}']"));
    all.put(
        "depends_on",
        List.of(
            "[db]",
            "{db: {condition: service_healthy}}",
            "{cache: {condition: service_started, required: false}}",
            "[cache, db]",
            "{db: {condition: service_completed_successfully, restart: true}}"));
    all.put(
        "healthcheck",
        List.of(
            "{test: 'curl x', interval: 1m30s}",
            "{test: [CMD, a, b], retries: 3}",
            "{interval: 5s, timeout: 90s}",
            "{disable: true}",
            "{test: [NONE]}",
            "{test: '${CMD:-curl} -f http://localhost:$$PORT'}",
            "{test: [CMD, a, '$${B}'], interval: '${NONE:-10s}', retries: '${NONE:-4}'}",
            "{test: [CMD-SHELL, 'a || b'], start_period: 1h, start_interval: 500ms}"));
    all.put(
        "networks",
        List.of(
            "[front]",
            "{front: {aliases: [w, w2]}, back: }",
            "{back: {ipv4_address: 10.0.0.5, aliases: [w]}}",
            "{default: {aliases: [d]}}",
            "[back, front]",
            "{front: {ipv6_address: '2001:db8::5', priority: 5}, default: }",
            "{back: {aliases: ['${IMAGE}', w], ipv4_address: '${NONE:-10.0.0}.7'}}"));
    all.put("network_mode", List.of("host", "none", "'${NONE:-bridge}'", "'service:cache'"));
    all.put(
        "volumes",
        List.of(
            "['data:/data', './src:/src:ro']",
            "[{type: bind, source: ./b, target: /src}, /anon]",
            "['../up:/up/', 'data:/src']",
            "[{type: volume, source: data, target: /v, read_only: true}]",
            "[{type: tmpfs, target: /t}, '${DIR:-./d}:/d']"));
    all.put("hostname", List.of("h1", "${IMAGE}h"));
    all.put("container_name", List.of("c-@${TAG}", "cont-@"));
    all.put("restart", List.of("always", "no", "on-failure:3"));
    all.put(
        "extra_hosts",
        List.of("['a:1.1.1.1', 'b=::1']", "{a: 2.2.2.2, c: host-gateway}", "['a:[::2]']"));
    all.put("links", List.of("['db:d']", "[cache, db]"));
    all.put("external_links", List.of("[other]", "['other:o', '${IMAGE}']"));
    all.put("volumes_from", List.of("[db]", "['db:ro', cache]"));
    all.put("profiles", List.of("[p]", "[q, p]", "['']", "[]"));
    all.put(
        "build",
        List.of(
            "./dir",
            "{context: ., args: [X=1, TAG], target: t}",
            "{args: {X: 2, Y: }, dockerfile: D}",
            "{dockerfile_inline: 'FROM x'}",
            "https://example.test/x.git"));
    all.put("labels", List.of("{l: 1, m: }", "[l=2, 'n=${TAG}', o]"));
    all.put("secrets", List.of("[s]", "[{source: s, target: t}]", "[s, e]"));
    all.put("configs", List.of("[c]", "[{source: c, target: /etc/c}, c]", "[{source: f}]"));
    all.put(
        "deploy",
        List.of(
            "{replicas: 1}",
            "{replicas: 0, restart_policy: {condition: any}}",
            "{replicas: '${NONE:-1}', labels: [a=b]}"));
    all.put("x-own", List.of("{a: 1}"));
    all.put("develop", List.of("{watch: [{path: ./w, action: rebuild}]}"));
    all.put("tmpfs", List.of("/run", "[/run, /tmp]"));
    all.put("working_dir", List.of("/w"));
    all.put("user", List.of("'1000'"));
    all.put("logging", List.of("{driver: a, options: {x: 1}}", "{driver: b}"));
    return all;
  }

  /** The service that is being written. */
  private String service = "";

  private boolean including;

  private Files write() {
    files.put("x.env", "A=fromx\nP=1\nQ=${TAG}-${A}\nexport R='single $TAG'\n" + lines());
    files.put("y.env", "P=2\nS=\"dq ${P}\"\nTAG\n" + lines());
    if (chance(70)) {
      files.put(
          ".env",
          "IMAGE=envimg\nTAG=7\nPORT=8000\nCOMPOSE_PROFILES="
              + pick("", "p", "q,p", "'p'", "*")
              + "\n"
              + pick("", "", "COMPOSE_PROJECT_NAME=fromenv\n")
              + lines());
    }
    List<String> composeFiles = new ArrayList<>();
    composeFiles.add("compose.yaml");
    files.put("compose.yaml", composeFile(0, true));
    for (int i = 1; i <= 2 && chance(60); i++) {
      String name = pick("over" + i + ".yaml", "sub/over" + i + ".yaml");
      composeFiles.add(name);
      files.put(name, composeFile(i, false));
    }
    return new Files(files, composeFiles);
  }

  /** Some lines of an env file, in forms that are read differently. */
  private String lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3 && chance(50); i++) {
      lines.append(
          pick(
              "L1=\"two\nlines\"\n",
              "L2='it''s' # comment\n",
              "L3= spaced  # comment\n",
              "L4=a#b\n",
              "# L5=no\n\n",
              "L6: yaml\n",
              "export L7=\"esc \\\" \\n \\$TAG $TAG\"\n",
              "L8=${NONE:-d} ${TAG:+x}\n",
              "L9='$TAG \\' q'\n",
              "  L10 = x\n",
              "L11=$$TAG ${L8}\n",
              "L12=\r\n"));
    }
    return lines.toString();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String composeFile(int number, boolean base) {
    StringBuilder text = new StringBuilder();
    if (chance(20)) {
      text.append("name: ").append(pick("proj", "${IMAGE:-p}", "Pr-${NONE}_")).append(number);
      text.append('\n');
    }
    boolean anchors = chance(40);
    if (anchors) {
      text.append("x-common: &common\n");
      attributes(text, 2, "  ", false);
      text.append("x-more: &more\n");
      attributes(text, 2, "  ", false);
    }
    if (base && chance(30)) {
      include(text);
    }
    service = "x" + number;
    text.append("services:\n");
    if (!base) {
      text.append("  extra: {image: extra}\n");
    }
    for (String service : SERVICES) {
      if (base || chance(60)) {
        service(text, service, base, anchors);
      }
    }
    if (base && chance(40)) {
      service = "tmpl";
      text.append("  tmpl:\n    image: tmpl\n");
      attributes(text, 3, "    ", false, true);
    }
    resources(text, base);
    return text.toString();
  }

  private void include(StringBuilder text) {
    boolean dotenv = chance(50);
    text.append("include:\n");
    text.append(
        pick(
            "  - inc/compose.yaml\n",
            "  - path: inc/compose.yaml\n    env_file: x.env\n",
            "  - path: inc/compose.yaml\n    project_directory: .\n",
            "  - path: [inc/compose.yaml, inc/o.yaml]\n",
            "  - {path: inc/compose.yaml, project_directory: inc/deep, env_file: [x.env, y.env]}\n",
            "  - {path: [inc/compose.yaml], env_file: [inc/x.env], project_directory: inc}\n",
            "  - path: ${NONE:-inc}/compose.yaml\n    project_directory: ${NONE:-.}\n"));
    service = "incl";
    StringBuilder included = new StringBuilder();
    if (chance(25)) {
      included.append("include: [").append(pick("../more.yaml", "deep/more.yaml")).append("]\n");
      files.put("more.yaml", "services: {more: {image: 'more${TAG}', env_file: x.env}}\n");
      files.put("inc/deep/more.yaml", "services: {more: {image: more, build: ./m}}\n");
    }
    included.append("services:\n  incl:\n    image: inc${TAG}\n");
    files.put("inc/deep/x.env", "A=deep\n");
    files.put("inc/deep/y.env", "P=deep\n");
    attributes(included, 4, "    ", false, true);
    included.append("networks: {front: , back: }\nvolumes: {data: }\n");
    including = true;
    if (included.indexOf(" secrets:") > 0) {
      included.append("secrets: {s: {file: ./s.txt}, e: {environment: TAG}}\n");
    }
    included.append("configs: {c: {content: 'x${TAG}'}, f: {content: f}}\n");
    included.append("  # db and cache are the including file's\n");
    files.put("inc/compose.yaml", included.toString());
    files.put("inc/x.env", "A=inc\n");
    files.put("inc/y.env", "P=inc\n");
    StringBuilder over = new StringBuilder("services:\n  incl:\n");
    attributes(over, 2, "    ", true);
    files.put("inc/o.yaml", over.toString());
    if (dotenv) {
      files.put("inc/.env", "TAG=inctag\nPORT=8001\nNONE=incnone\n");
    }
  }

  private void service(StringBuilder text, String name, boolean base, boolean anchors) {
    text.append("  ").append(name).append(":\n");
    service = name;
    if (anchors && chance(50)) {
      text.append("    <<: ").append(pick("*common", "[*common, *more]", "*more")).append('\n');
    }
    if (chance(25) && !name.equals("cache")) {
      extending(text, name, base);
    }
    int before = text.length();
    if (base) {
      text.append("    image: ").append(name).append('\n');
    }
    attributes(text, 4, "    ", !base, base);
    if (text.length() == before) {
      text.append("    tty: true\n");
    }
  }

  private void extending(StringBuilder text, String name, boolean base) {
    switch (random.nextInt(3)) {
      case 0 ->
          text.append(base ? "    extends: " : "    # ")
              .append(name.equals("web") ? "db" : "cache")
              .append('\n');
      case 1 -> {
        text.append("    extends: {file: ext/base.yaml, service: one}\n");
        StringBuilder other = new StringBuilder("services:\n  one:\n    extends: two\n");
        attributes(other, 3, "    ", true);
        other.append("  two:\n    image: two\n");
        attributes(other, 3, "    ", false, true);
        files.putIfAbsent("ext/base.yaml", other.toString());
        files.putIfAbsent("ext/x.env", "A=ext\nX=1\n");
        files.putIfAbsent("ext/y.env", "P=ext\n");
      }
      default -> text.append(base ? "    extends: {service: cache}\n" : "");
    }
  }

  private void attributes(StringBuilder text, int count, String indent, boolean tags) {
    attributes(text, count, indent, tags, false);
  }

  private void attributes(
      StringBuilder text, int count, String indent, boolean tags, boolean hasImage) {
    List<Map.Entry<String, List<String>>> left = new ArrayList<>(ATTRIBUTES.entrySet());
    for (int i = 0; i < count; i++) {
      Map.Entry<String, List<String>> attribute = left.remove(random.nextInt(left.size()));
      String key = attribute.getKey();
      if (hasImage && key.equals("image")) {
        continue;
      }
      List<String> values = attribute.getValue();
      String value = values.get(random.nextInt(values.size()));
      String tag =
          tags && chance(12) && !value.startsWith("!") ? pick("!override ", "!reset ") : "";
      boolean cyclic = CYCLIC.contains(key) || value.contains("service:");
      boolean mode = key.equals("network_mode") && chance(70);
      if ((!cyclic || service.equals("web")) && !mode) {
        text.append(indent).append(key).append(": ").append(tag);
        text.append(value.replace("@", service)).append('\n');
      }
    }
  }

  private void resources(StringBuilder text, boolean base) {
    if (base && including) {
      text.append("networks: {front: , back: }\n");
    } else if (base || chance(30)) {
      text.append(
          pick(
              "networks: {front: , back: }\n",
              "networks: {front: , back: {internal: true}}\n",
              "networks: {front: {external: true}, back: {name: b, driver: bridge}}\n",
              "networks: {front: {external: {name: '${IMAGE}'}}, back: , default: {name: dd}}\n"));
    }
    if (base) {
      text.append("volumes: {data: }\n");
      text.append("secrets: {s: {file: ./s.txt}, e: {environment: TAG}}\n");
      text.append("configs: {c: {content: 'x${TAG}'}, f: {file: './${NONE:-f}.txt'}}\n");
    }
  }
}
