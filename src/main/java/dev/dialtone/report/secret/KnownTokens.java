package dev.dialtone.report.secret;

import java.util.List;

/**
 * Finds credentials by their own look, wherever they stand.
 *
 * <p>Prefixes: GitHub, "About authentication to GitHub", token formats; GitLab, "Token prefixes";
 * AWS IAM, "Unique ID prefixes"; Slack, "Token types"; Stripe, "API keys"; npm, "About access
 * tokens"; RFC 7519 for JSON Web Tokens, whose header begins with an encoded brace and quote.
 */
final class KnownTokens {
  /** A prefix and how many characters of a token follow it at least. */
  private record Form(String prefix, int minimum) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("ghp_", 20),
          new Form("gho_", 20),
          new Form("ghu_", 20),
          new Form("ghs_", 20),
          new Form("ghr_", 20),
          new Form("github_pat_", 20),
          new Form("glpat-", 16),
          new Form("npm_", 30),
          new Form("xoxa-", 10),
          new Form("xoxb-", 10),
          new Form("xoxp-", 10),
          new Form("xoxr-", 10),
          new Form("xoxs-", 10),
          new Form("sk_live_", 16),
          new Form("sk_test_", 16),
          new Form("rk_live_", 16),
          new Form("AKIA", 16),
          new Form("ASIA", 16),
          new Form("eyJ", 30),
          new Form("Bearer ", 8),
          new Form("Basic ", 8),
          new Form("hooks.slack.com/services/", 16),
          new Form("PRIVATE KEY-----", 8));

  private final String text;
  private final Hidden hidden;

  KnownTokens(String text, Hidden hidden) {
    this.text = text;
    this.hidden = hidden;
  }

  void scan() {
    for (Form form : FORMS) {
      int at = text.indexOf(form.prefix());
      while (at >= 0) {
        int start = at + form.prefix().length();
        int end = tokenEnd(start);
        boolean standsAlone = at == 0 || !isTokenCharacter(text.charAt(at - 1));
        boolean isKey = form.prefix().endsWith("-----");
        if ((standsAlone || isKey) && end - start >= form.minimum() && isRandom(start, end)) {
          hidden.add(start, end);
        }
        at = text.indexOf(form.prefix(), Math.max(end, start));
      }
    }
  }

  private int tokenEnd(int start) {
    int i = start;
    while (i < text.length() && isTokenCharacter(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Tells a token from a word: it holds a digit or a capital behind a small letter. */
  private boolean isRandom(int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean capital = c >= 'A' && c <= 'Z';
      boolean afterSmall = i > start && text.charAt(i - 1) >= 'a' && text.charAt(i - 1) <= 'z';
      if ((c >= '0' && c <= '9') || (capital && afterSmall)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '+'
        || c == '/'
        || c == '='
        || c == '~'
        || c == '\\';
  }
}
