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
            "{K: '${IMAGE:+set}', L: '${NONE}', M: 1e3, N: 010, O: ~}"));
    all.put("env_file", List.of("x.env", "[x.env, y.env]", "[{path: none.env, required: false}]"));
    all.put(
        "ports",
        List.of(
            "['80:80', '443']",
            "['127.0.0.1:${PORT}:90', 8080]",
            "[{target: 80, published: 8080}, '80:80/udp']",
            "['3000-3002:4000-4002']",
            "[{target: '${PORT}', host_ip: 127.0.0.1, published: '9000-9001', protocol: udp}]",
            "['80:80', '80:80', 22:22]"));
    all.put("expose", List.of("[80, '81']", "['81', 90-92]"));
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
            "{test: [CMD-SHELL, 'a || b'], start_period: 1h, start_interval: 500ms}"));
    all.put(
        "networks",
        List.of(
            "[front]",
            "{front: {aliases: [w, w2]}, back: }",
            "{back: {ipv4_address: 10.0.0.5, aliases: [w]}}",
            "{default: {aliases: [d]}}",
            "[back, front]"));
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
    all.put("secrets", List.of("[s]", "[{source: s, target: t}]"));
    all.put("configs", List.of("[c]", "[{source: c, target: /etc/c}, c]"));
    all.put("deploy", List.of("{replicas: 1}", "{replicas: 0, restart_policy: {condition: any}}"));
    all.put("working_dir", List.of("/w"));
    all.put("user", List.of("'1000'"));
    all.put("logging", List.of("{driver: a, options: {x: 1}}", "{driver: b}"));
    return all;
  }

  /** The service that is being written. */
  private String service = "";

  private boolean including;

  private Files write() {
    files.put("x.env", "A=fromx\nP=1\nQ=${TAG}-${A}\nexport R='single $TAG'\n");
    files.put("y.env", "P=2\nS=\"dq ${P}\"\nTAG\n");
    if (chance(70)) {
      files.put(
          ".env",
          "IMAGE=envimg\nTAG=7\nPORT=8000\nCOMPOSE_PROFILES=" + pick("", "p", "q,p") + "\n");
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

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String composeFile(int number, boolean base) {
    StringBuilder text = new StringBuilder();
    if (chance(20)) {
      text.append("name: proj").append(number).append('\n');
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
            "  - path: [inc/compose.yaml, inc/o.yaml]\n"));
    service = "incl";
    StringBuilder included = new StringBuilder("services:\n  incl:\n    image: inc${TAG}\n");
    attributes(included, 4, "    ", false, true);
    included.append("networks: {front: , back: }\nvolumes: {data: }\n");
    including = true;
    if (included.indexOf(" secrets:") > 0) {
      included.append("secrets: {s: {file: ./s.txt}}\n");
    }
    included.append("configs: {c: {content: 'x${TAG}'}}\n");
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
      String tag = tags && chance(12) ? pick("!override ", "!reset ") : "";
      boolean cyclic = key.equals("depends_on") || key.equals("links");
      if (!cyclic || service.equals("web")) {
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
      text.append("secrets: {s: {file: ./s.txt}}\nconfigs: {c: {content: 'x${TAG}'}}\n");
    }
  }
}
