package dev.dialtone.format.nginx;

/**
 * The body of {@code content_by_lua_block} and its like, in which braces count as Lua reads them.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.1">Lua 5.1, Lexical Conventions</a>
 */
final class LuaBlock {
  private LuaBlock() {}

  /** The offset behind the brace that closes a block whose body begins at {@code from}. */
  static int end(String chars, int from) {
    int depth = 1;
    int i = from;
    while (i < chars.length() && depth > 0) {
      char c = chars.charAt(i);
      if (c == '{' || c == '}') {
        depth += c == '{' ? 1 : -1;
        i++;
      } else if (c == '"' || c == '\'') {
        i = quotedEnd(chars, i);
      } else if (chars.startsWith("--", i)) {
        int bracket = longEnd(chars, i + 2);
        int lineEnd = chars.indexOf('\n', i);
        i = bracket > 0 ? bracket : lineEnd < 0 ? chars.length() : lineEnd;
      } else {
        int bracket = c == '[' ? longEnd(chars, i) : 0;
        i = bracket > 0 ? bracket : i + 1;
      }
    }
    return i;
  }

  private static int quotedEnd(String chars, int from) {
    int i = from + 1;
    while (i < chars.length() && chars.charAt(i) != chars.charAt(from)) {
      i += chars.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, chars.length());
  }

  /** The offset behind {@code [[...]]} or {@code [==[...]==]}; 0 if none begins here. */
  private static int longEnd(String chars, int from) {
    int i = from + 1;
    while (i < chars.length() && chars.charAt(i) == '=') {
      i++;
    }
    if (!chars.startsWith("[", from) || !chars.startsWith("[", i)) {
      return 0;
    }
    String close = "]" + "=".repeat(i - from - 1) + "]";
    int end = chars.indexOf(close, i);
    return end < 0 ? chars.length() : end + close.length();
  }
}
