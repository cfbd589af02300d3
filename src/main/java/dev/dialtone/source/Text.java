package dev.dialtone.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A string that knows where each of its characters is written, and which of its parts are unknown.
 *
 * <p>It is put together from pieces: literal characters, each from one span of a file, and holes,
 * which stand for text that no file tells (an unset variable, a secret). In {@link #chars()} a hole
 * is the single character {@link #HOLE}, so that a grammar can parse the known parts around it.
 * Nothing is ever concluded from a hole.
 */
public final class Text {
  /** Stands for unknown text: a Unicode noncharacter, which no file should hold. */
  public static final char HOLE = '\uFDD0';

  /** What a piece takes in memory, in characters, roughly. */
  private static final int WEIGHT_OF_A_PIECE = 32;

  private static final int WEIGHT_OF_A_STEP = 4;

  private final String chars;
  private final Span site;
  private final List<Piece> pieces;

  private Text(String chars, Span site, List<Piece> pieces) {
    this.chars = chars;
    this.site = site;
    this.pieces = List.copyOf(pieces);
  }

  /**
   * A run of characters from one place.
   *
   * @param start where it begins in the text
   * @param length how many characters of the text it makes
   * @param span where it is written; as long as the run if it is written letter by letter
   * @param site where it enters the value: the {@code ${NAME}} of an interpolation, else the span
   * @param chain the steps from {@code span} to {@code site}, nearest first
   * @param unknown why it is a hole; empty for literal text
   */
  private record Piece(
      int start, int length, Span span, Span site, List<Step> chain, String unknown) {
    boolean hole() {
      return !unknown.isEmpty();
    }

    boolean letterByLetter() {
      return span.length() == length;
    }

    Piece slice(int from, int to, int newStart) {
      boolean exact = letterByLetter();
      Span part = exact ? span.slice(from, to) : span;
      Span partSite = site.equals(span) ? part : site;
      return new Piece(newStart, to - from, part, partSite, chain, unknown);
    }
  }

  /** The text exactly as it stands in {@code span}. */
  public static Text of(Span span) {
    return of(span.text(), span);
  }

  /** {@code value}, written as a whole in {@code span}. */
  public static Text of(String value, Span span) {
    return value.isEmpty()
        ? new Text("", span, List.of())
        : new Text(value, span, List.of(new Piece(0, value.length(), span, span, List.of(), "")));
  }

  /** Unknown text that would stand in {@code span}. */
  public static Text unknown(Span span, String why) {
    return new Text(
        String.valueOf(HOLE), span, List.of(new Piece(0, 1, span, span, List.of(), why)));
  }

  /** Starts a text that as a whole stands in {@code site}. */
  public static Builder builder(Span site) {
    return new Builder(site);
  }

  /** The characters, with {@link #HOLE} for each unknown part. */
  public String chars() {
    return chars;
  }

  public int length() {
    return chars.length();
  }

  public boolean isEmpty() {
    return chars.isEmpty();
  }

  /** What the text takes in memory, in characters, roughly: it may be long, or of many pieces. */
  public long weight() {
    long weight = chars.length();
    for (Piece piece : pieces) {
      weight += WEIGHT_OF_A_PIECE + (long) WEIGHT_OF_A_STEP * piece.chain().size();
    }
    return weight;
  }

  /** Whether every character is known. */
  public boolean isKnown() {
    return chars.indexOf(HOLE) < 0;
  }

  /** Why the first unknown part is unknown; empty for a known text. */
  public String whyUnknown() {
    for (Piece piece : pieces) {
      if (piece.hole()) {
        return piece.unknown();
      }
    }
    return isKnown() ? "" : "it holds a character that stands for unknown text";
  }

  /** Whether the text is known and equals {@code value}. */
  public boolean is(String value) {
    return chars.equals(value) && isKnown();
  }

  /**
   * Where this text is written: for text from one place that place, else what of the value that
   * uses it covers it.
   */
  public Span span() {
    if (pieces.isEmpty()) {
      return site;
    }
    Span first = pieces.get(0).span();
    Span last = pieces.get(pieces.size() - 1).span();
    if (pieces.stream().allMatch(p -> p.span().file().equals(first.file()) && p.chain().isEmpty())
        || (pieces.size() > 1 && contiguous())) {
      return first.cover(last);
    }
    if (pieces.size() == 1) {
      return first;
    }
    Span from = pieces.get(0).site();
    Span to = pieces.get(pieces.size() - 1).site();
    return from.file().equals(to.file()) && from.start() <= to.start() ? from.cover(to) : site;
  }

  private boolean contiguous() {
    for (int i = 1; i < pieces.size(); i++) {
      Span before = pieces.get(i - 1).span();
      Span after = pieces.get(i).span();
      if (!before.file().equals(after.file()) || before.end() != after.start()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The place of the value that uses this text, even where its characters are written elsewhere.
   */
  public Span site() {
    if (pieces.isEmpty()) {
      return site;
    }
    Span from = pieces.get(0).site();
    Span to = pieces.get(pieces.size() - 1).site();
    return from.file().equals(to.file()) && from.start() <= to.start() ? from.cover(to) : site;
  }

  /** The steps by which this text's characters came here, nearest first, each once. */
  public List<Step> chain() {
    List<Step> steps = new ArrayList<>();
    for (Piece piece : pieces) {
      for (Step step : piece.chain()) {
        if (!steps.contains(step)) {
          steps.add(step);
        }
      }
    }
    return List.copyOf(steps);
  }

  /** Whether any of the characters came by such a step. */
  public boolean came(Step.Kind kind) {
    return pieces.stream().flatMap(p -> p.chain().stream()).anyMatch(s -> s.kind() == kind);
  }

  /** The part between two offsets, with its places. */
  public Text slice(int from, int to) {
    if (from == 0 && to == chars.length()) {
      return this;
    }
    List<Piece> kept = new ArrayList<>();
    for (int i = firstEndingAfter(from); i < pieces.size() && pieces.get(i).start() < to; i++) {
      Piece piece = pieces.get(i);
      int start = Math.max(from, piece.start());
      int end = Math.min(to, piece.start() + piece.length());
      if (start < end) {
        kept.add(piece.slice(start - piece.start(), end - piece.start(), start - from));
      }
    }
    return new Text(chars.substring(from, to), kept.isEmpty() ? at(from) : site, kept);
  }

  /**
   * The number of the first piece that ends behind {@code offset}: a text of many lines is cut into
   * many words, and a walk over all pieces for each word would take quadratic time.
   */
  private int firstEndingAfter(int offset) {
    int low = 0;
    int high = pieces.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Piece piece = pieces.get(middle);
      if (piece.start() + piece.length() > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The part from an offset to the end. */
  public Text slice(int from) {
    return slice(from, chars.length());
  }

  /** The empty place at an offset. */
  private Span at(int offset) {
    for (int i = firstEndingAfter(offset); i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.start() >= offset) {
        return new Span(piece.site().file(), piece.site().start(), piece.site().start());
      }
      if (piece.letterByLetter()) {
        return piece.span().slice(offset - piece.start(), offset - piece.start());
      }
    }
    Span end = pieces.isEmpty() ? site : pieces.get(pieces.size() - 1).site();
    return new Span(end.file(), end.end(), end.end());
  }

  /** The text without white space at its ends. */
  public Text strip() {
    int from = 0;
    int to = chars.length();
    while (from < to && Character.isWhitespace(chars.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(chars.charAt(to - 1))) {
      to--;
    }
    return slice(from, to);
  }

  /** The parts between the characters that {@code separator} accepts, empty ones included. */
  public List<Text> split(Predicate<Character> separator) {
    List<Text> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < chars.length(); i++) {
      if (separator.test(chars.charAt(i))) {
        parts.add(slice(from, i));
        from = i + 1;
      }
    }
    parts.add(slice(from));
    return List.copyOf(parts);
  }

  /** {@code value}, as which this text counts once its escapes are undone; the places stay. */
  public Text respelt(String value) {
    if (value.isEmpty()) {
      return new Text("", site(), List.of());
    }
    Piece whole = new Piece(0, value.length(), span(), site(), chain(), whyUnknown());
    return new Text(value, site(), List.of(whole));
  }

  /** The same text with one more step, taken after all the others, at {@code at}. */
  public Text through(Step.Kind kind, Span at) {
    Step step = new Step(kind, at);
    List<Piece> moved = new ArrayList<>(pieces.size());
    for (Piece p : pieces) {
      List<Step> chain = new ArrayList<>(p.chain());
      chain.add(step);
      moved.add(
          new Piece(p.start(), p.length(), p.span(), p.site(), List.copyOf(chain), p.unknown()));
    }
    return new Text(chars, site, moved);
  }

  /** The same text, used as a whole at {@code newSite}, after one more step. */
  public Text usedAt(Span newSite, Step.Kind kind) {
    Step step = new Step(kind, newSite);
    List<Piece> moved = new ArrayList<>(pieces.size());
    for (Piece p : pieces) {
      List<Step> chain = new ArrayList<>(p.chain());
      chain.add(step);
      moved.add(
          new Piece(p.start(), p.length(), p.span(), newSite, List.copyOf(chain), p.unknown()));
    }
    return new Text(chars, newSite, moved);
  }

  /** Equal characters; where they are written does not matter. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Text text && text.chars.equals(chars);
  }

  @Override
  public int hashCode() {
    return chars.hashCode();
  }

  /** The characters, each hole as {@code …}. */
  @Override
  public String toString() {
    return chars.replace(HOLE, '…');
  }

  /** Puts a text together from left to right. */
  public static final class Builder {
    private final StringBuilder chars = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private final Span site;

    private Builder(Span site) {
      this.site = site;
    }

    /** Appends {@code value}, which is written in {@code span}. */
    public Builder append(String value, Span span) {
      if (value.isEmpty()) {
        return this;
      }
      Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
      int start = chars.length();
      chars.append(value);
      if (last != null
          && !last.hole()
          && last.chain().isEmpty()
          && last.letterByLetter()
          && value.length() == span.length()
          && last.span().file().equals(span.file())
          && last.span().end() == span.start()) {
        // Runs that follow each other letter by letter stay one piece: long scalars stay cheap.
        Span joined = last.span().cover(span);
        pieces.set(
            pieces.size() - 1,
            new Piece(last.start(), joined.length(), joined, joined, List.of(), ""));
      } else {
        pieces.add(new Piece(start, value.length(), span, span, List.of(), ""));
      }
      return this;
    }

    /** Appends unknown text that would stand in {@code span}. */
    public Builder appendUnknown(Span span, String why) {
      pieces.add(new Piece(chars.length(), 1, span, span, List.of(), why));
      chars.append(HOLE);
      return this;
    }

    /** Appends another text with its places. */
    public Builder append(Text text) {
      for (Piece p : text.pieces) {
        pieces.add(
            new Piece(
                chars.length() + p.start(),
                p.length(),
                p.span(),
                p.site(),
                p.chain(),
                p.unknown()));
      }
      chars.append(text.chars);
      return this;
    }

    public Text build() {
      return new Text(chars.toString(), site, pieces);
    }
  }
}
