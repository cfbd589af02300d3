package dev.dialtone.format.ci;

import java.util.List;

/**
 * What the scripts of a job do to the machine beside connecting to its services.
 *
 * @param servers whether they start servers of their own
 * @param names whether they add names to the hosts file
 */
public record ScriptSigns(boolean servers, boolean names) {
  /** Nothing. */
  public static final ScriptSigns NONE = new ScriptSigns(false, false);

  private static final List<String> STARTS =
      List.of(
          "docker run",
          "docker start",
          "docker compose",
          "docker-compose",
          "docker stack",
          "podman",
          "systemctl",
          "/etc/init.d/",
          "pg_ctl",
          "pg_ctlcluster",
          "brew services",
          "port-forward",
          "socat",
          "minikube",
          "k3d ",
          "kind create",
          "supabase start",
          "mysqld",
          "redis-server",
          "mongod ");

  /** What a script shows. */
  public static ScriptSigns of(String script) {
    boolean service = false;
    for (String line : script.lines().toList()) {
      String words = line.strip();
      service |=
          words.startsWith("service ") || words.startsWith("sudo service ") || isTunnel(words);
    }
    return new ScriptSigns(
        service || STARTS.stream().anyMatch(script::contains), script.contains("/etc/hosts"));
  }

  private static boolean isTunnel(String line) {
    return line.startsWith("ssh ") && (line.contains(" -L") || line.contains(" -fN"));
  }

  /** What both show together. */
  public ScriptSigns and(ScriptSigns other) {
    return new ScriptSigns(servers || other.servers, names || other.names);
  }
}
