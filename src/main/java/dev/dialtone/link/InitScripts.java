package dev.dialtone.link;

import dev.dialtone.model.Mount;
import dev.dialtone.model.Service;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the scripts make that an image runs when it sets its data up for the first time. Only plain
 * SQL is understood; anything else may make any user and any database.
 *
 * @param users the users and roles that they create, in lower case
 * @param databases the databases and schemas that they create, in lower case
 * @param understood whether that is all they create
 */
record InitScripts(Set<String> users, Set<String> databases, boolean understood) {
  private static final String FOLDER = "/docker-entrypoint-initdb.d";

  /** The longest script that is looked at: dumps are longer and create tables only. */
  private static final int LONGEST = 2_000_000;

  /** Words by which a script does what its text does not show. */
  private static final Set<String> OPAQUE =
      Set.of("do", "execute", "prepare", "source", "call", "rename", "set_config", "dblink");

  InitScripts {
    users = Set.copyOf(users);
    databases = Set.copyOf(databases);
  }

  /** What the scripts make that a container finds in the folder for them. */
  static InitScripts of(Service service, BuiltImage built, List<Mounted> visible, FileShelf shelf) {
    Set<String> users = new HashSet<>();
    Set<String> databases = new HashSet<>();
    boolean understood = !built.copiesUnseen(FOLDER);
    for (Mount mount : service.mounts()) {
      boolean there = mount.target().chars().startsWith(FOLDER);
      boolean seen =
          mount.source() instanceof Mount.Source.HostPath host
              && shelf.workspace().kind(host.path()) != Workspace.Kind.MISSING;
      understood &= !there || seen;
    }
    for (Mounted file : visible) {
      if (new FilePath(file.target()).parent().value().equals(FOLDER)) {
        if (file.path().name().endsWith(".sql")
            && shelf.workspace().read(file.path()) instanceof Workspace.Content.Readable readable
            && readable.file().text().length() <= LONGEST) {
          shelf.noteRead(file.path());
          understood &= scan(words(readable.file().text()), users, databases);
        } else {
          understood &= !runs(file.path().name());
        }
      }
    }
    return new InitScripts(users, databases, understood);
  }

  /** Whether an image of the kind runs a file with such a name. */
  private static boolean runs(String name) {
    return name.endsWith(".sh")
        || name.endsWith(".js")
        || name.contains(".sql")
        || name.endsWith(".py");
  }

  /** Notes what a script creates; whether it does nothing else of the kind. */
  private static boolean scan(List<String> words, Set<String> users, Set<String> databases) {
    boolean understood = true;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean begins = i == 0 || words.get(i - 1).equals(";");
      if (word.startsWith("\\")) {
        // A command of psql: \connect is harmless, \i and \gexec are not.
        understood &= word.startsWith("\\c");
      } else if (begins && OPAQUE.contains(word)) {
        understood = false;
      } else if (begins && word.equals("alter") && i + 1 < words.size()) {
        understood &= !isOneOf(words.get(i + 1), "user", "role", "group");
      } else if (begins && word.equals("grant")) {
        // MySQL before 8 creates the users that it grants something to.
        names(words, i, "to", users);
      } else if (begins && word.equals("create") && i + 2 < words.size()) {
        String what = words.get(i + 1);
        if (isOneOf(what, "user", "role")) {
          users.add(nameAt(words, i + 2));
        } else if (isOneOf(what, "database", "schema")) {
          databases.add(nameAt(words, i + 2));
        } else if (isOneOf(what, "function", "procedure", "extension")
            && words.contains("dblink")) {
          understood = false;
        }
      }
    }
    return understood;
  }

  private static void names(List<String> words, int from, String before, Set<String> users) {
    for (int i = from; i + 1 < words.size() && !words.get(i).equals(";"); i++) {
      if (words.get(i).equals(before)) {
        users.add(nameAt(words, i + 1));
      }
    }
  }

  private static String nameAt(List<String> words, int at) {
    int name = at;
    while (name < words.size() && isOneOf(words.get(name), "if", "not", "exists")) {
      name++;
    }
    return name < words.size() ? words.get(name) : "";
  }

  private static boolean isOneOf(String word, String... words) {
    return List.of(words).contains(word);
  }

  /** The words of an SQL text in lower case, {@code ;} among them; comments are left out. */
  private static List<String> words(String sql) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (sql.startsWith("--", at) || c == '#') {
        at = endOf(sql, at, "\n");
      } else if (sql.startsWith("/*", at)) {
        at = endOf(sql, at + 2, "*/");
      } else if (c == '\'' || c == '"' || c == '`') {
        int close = sql.indexOf(c, at + 1);
        int end = close < 0 ? sql.length() : close;
        words.add(sql.substring(at + 1, end).toLowerCase(Locale.ROOT));
        at = Math.min(end + 1, sql.length());
      } else if (c == ';') {
        words.add(";");
        at++;
      } else if (Character.isLetterOrDigit(c) || c == '_' || c == '\\') {
        int end = at + 1;
        while (end < sql.length()
            && (Character.isLetterOrDigit(sql.charAt(end))
                || "_-$".indexOf(sql.charAt(end)) >= 0)) {
          end++;
        }
        words.add(sql.substring(at, end).toLowerCase(Locale.ROOT));
        at = end;
      } else {
        at++;
      }
    }
    return words;
  }

  private static int endOf(String text, int from, String end) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }
}
