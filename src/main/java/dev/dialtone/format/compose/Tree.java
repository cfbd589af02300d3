package dev.dialtone.format.compose;

import dev.dialtone.source.FilePath;
import dev.dialtone.source.Span;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a Compose file: aliases followed, variables replaced, every place kept. */
sealed interface Tree {
  /** The value of a key that is not there. */
  Tree ABSENT = new Absent();

  /** The same value after one more step on its way to the place where it counts. */
  Tree through(Step.Kind kind, Span at);

  /** The whole value with its place and chain; of a collection, as it is written. */
  Text at();

  /** What a scalar is for YAML. */
  enum Kind {
    STRING,
    INTEGER,
    FLOAT,
    BOOLEAN,
    /** A date or a time, which no key of Compose takes. */
    DATE,
    NULL,
    /** The missing value of {@code - NAME} in a list of {@code NAME=value}. */
    INHERITED
  }

  /** What a tag says of the value that an earlier file gives for the same key. */
  enum Mark {
    NONE,
    /** {@code !reset}: it is dropped. */
    RESET,
    /** {@code !override}: it is replaced as a whole. */
    OVERRIDE,
    /** Nothing, of an entry of a list that is read as a mapping: no later reset finds it there. */
    LISTED;

    /** Whether a tag says anything. */
    boolean isTag() {
      return this == RESET || this == OVERRIDE;
    }
  }

  /** Nothing. */
  record Absent() implements Tree {
    @Override
    public Tree through(Step.Kind kind, Span at) {
      return this;
    }

    @Override
    public Text at() {
      throw new IllegalStateException("what is absent has no place");
    }
  }

  /**
   * A scalar.
   *
   * @param text its value; of a number or truth value, as Compose prints it
   * @param span where it is written, quotes included
   * @param folder what a relative path in it starts from
   */
  record Leaf(Text text, Kind kind, Span span, FilePath folder) implements Tree {
    /** A leaf that nobody wrote: the meaning of a short form, at the place of that form. */
    static Leaf implied(String value, Kind kind, Leaf form) {
      return new Leaf(Text.of(value, form.text().site()), kind, form.span(), form.folder());
    }

    boolean isNull() {
      return kind == Kind.NULL || kind == Kind.INHERITED;
    }

    Leaf with(Text newText, Kind newKind) {
      return new Leaf(newText, newKind, span, folder);
    }

    @Override
    public Leaf through(Step.Kind kind, Span at) {
      return with(text.through(kind, at), this.kind);
    }

    @Override
    public Text at() {
      return text;
    }
  }

  /** A mapping. */
  record Table(Map<String, Member> members, Span span, List<Step> chain, FilePath folder)
      implements Tree {
    public Table {
      // Not copied: whoever builds a table lets go of its map.
      members = Collections.unmodifiableMap(members);
      chain = List.copyOf(chain);
    }

    /** The value of a key, or {@link Tree#ABSENT}. */
    Tree get(String key) {
      Member member = members.get(key);
      return member == null ? ABSENT : member.value();
    }

    /** The mapping at a key; an empty one at this place if there is none. */
    Table table(String key) {
      return get(key) instanceof Table table
          ? table
          : new Table(
              new LinkedHashMap<>(),
              new Span(span.file(), span.start(), span.start()),
              chain,
              folder);
    }

    /** Its first key, as the place of all of it: a mapping may go over many lines. */
    Text head() {
      return members.isEmpty() ? at() : members.values().iterator().next().key();
    }

    /** The text at a key; an empty text at this place if there is none. */
    Text text(String key) {
      return get(key) instanceof Leaf leaf && !leaf.isNull()
          ? leaf.text()
          : Text.of("", new Span(span.file(), span.start(), span.start()));
    }

    /** A key as it is written; an empty text at this place if it is not there. */
    Text key(String key) {
      Member member = members.get(key);
      return member == null
          ? Text.of("", new Span(span.file(), span.start(), span.start()))
          : member.key();
    }

    /** The items of the sequence at a key. */
    List<Tree> items(String key) {
      return get(key) instanceof Series series ? series.items() : List.of();
    }

    boolean has(String key) {
      return !(get(key) instanceof Absent);
    }

    Table with(Map<String, Member> newMembers) {
      return new Table(newMembers, span, chain, folder);
    }

    /** The same mapping with another value at a key that it has. */
    Table with(String key, Tree value) {
      Member member = members.get(key);
      if (member == null || member.value() == value) {
        return this;
      }
      Map<String, Member> changed = new LinkedHashMap<>(members);
      changed.put(key, new Member(member.key(), value, member.mark()));
      return with(changed);
    }

    @Override
    public Table through(Step.Kind kind, Span at) {
      Map<String, Member> moved = new LinkedHashMap<>();
      members.forEach((name, member) -> moved.put(name, member.through(kind, at)));
      return new Table(moved, span, longer(chain, kind, at), folder);
    }

    @Override
    public Text at() {
      return placed(span, chain);
    }
  }

  /** A key and its value. */
  record Member(Text key, Tree value, Mark mark) {
    Member through(Step.Kind kind, Span at) {
      return new Member(key.through(kind, at), value.through(kind, at), mark);
    }

    Member with(Tree newValue) {
      return new Member(key, newValue, mark);
    }
  }

  /** A sequence. */
  record Series(List<Tree> items, Span span, List<Step> chain, FilePath folder) implements Tree {
    public Series {
      items = List.copyOf(items);
      chain = List.copyOf(chain);
    }

    Series with(List<Tree> newItems) {
      return new Series(newItems, span, chain, folder);
    }

    @Override
    public Series through(Step.Kind kind, Span at) {
      List<Tree> moved = new ArrayList<>(items.size());
      for (Tree item : items) {
        moved.add(item.through(kind, at));
      }
      return new Series(moved, span, longer(chain, kind, at), folder);
    }

    @Override
    public Text at() {
      return placed(span, chain);
    }
  }

  private static List<Step> longer(List<Step> chain, Step.Kind kind, Span at) {
    List<Step> longer = new ArrayList<>(chain);
    longer.add(new Step(kind, at));
    return longer;
  }

  private static Text placed(Span span, List<Step> chain) {
    Text text = Text.of(span);
    for (Step step : chain) {
      text = text.through(step.kind(), step.at());
    }
    return text;
  }
}
