package dev.dialtone.syntax.shell;

import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.interpolation.Variables;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of a shell command: what is literal in it, quotes and backslashes taken off, and what the
 * shell puts in when the command runs.
 *
 * @param parts the parts from left to right
 * @param source the word as it is written
 */
public record Word(List<Part> parts, Text source) {
  public Word {
    parts = List.copyOf(parts);
  }

  /** A part of a word. */
  public sealed interface Part {
    /**
     * The characters themselves.
     *
     * @param text the characters; empty for a pair of quotes with nothing in it
     * @param quoted whether quotes or a backslash protect them
     */
    record Literal(Text text, boolean quoted) implements Part {}

    /**
     * {@code $NAME} or {@code ${NAME:-word}}.
     *
     * @param name the variable, or a parameter such as {@code 1}, {@code @} or {@code ?}
     * @param expansion what is done with its value
     * @param word what stands behind the operator; empty if nothing does
     * @param quoted whether it stands in double quotes, so that its value stays one word
     * @param source the part as it is written
     */
    record Variable(Text name, Expansion expansion, Word word, boolean quoted, Text source)
        implements Part {}

    /** {@code $(commands)} or the same in backquotes: their output. */
    record Substitution(List<Statement> commands, boolean quoted, Text source) implements Part {
      public Substitution {
        commands = List.copyOf(commands);
      }
    }

    /** What is not followed here: {@code $((1 + 1))}, the elements of an array. */
    record Computed(Text source) implements Part {}
  }

  /** What a shell does with the value of a variable. */
  public enum Expansion {
    /** {@code $A} or {@code ${A}}. */
    VALUE(false),
    /** {@code ${A:-word}} or {@code ${A:=word}}: the word if A is unset or empty. */
    DEFAULT_IF_EMPTY(true),
    /** {@code ${A-word}} or {@code ${A=word}}: the word if A is unset. */
    DEFAULT_IF_UNSET(false),
    /** {@code ${A:?word}}: the shell ends if A is unset or empty. */
    REQUIRED_NOT_EMPTY(true),
    /** {@code ${A?word}}: the shell ends if A is unset. */
    REQUIRED(false),
    /** {@code ${A:+word}}: the word if A is set and not empty. */
    REPLACED_IF_NOT_EMPTY(true),
    /** {@code ${A+word}}: the word if A is set. */
    REPLACED_IF_SET(false),
    /** Anything else, such as {@code ${#A}} or {@code ${A%.*}}: the outcome is not worked out. */
    OTHER(false);

    private final boolean emptyCountsAsUnset;

    Expansion(boolean emptyCountsAsUnset) {
      this.emptyCountsAsUnset = emptyCountsAsUnset;
    }

    /** Whether an empty value counts like no value: the operators with a colon. */
    public boolean emptyCountsAsUnset() {
      return emptyCountsAsUnset;
    }

    private boolean requires() {
      return this == REQUIRED || this == REQUIRED_NOT_EMPTY;
    }

    private boolean replaces() {
      return this == REPLACED_IF_SET || this == REPLACED_IF_NOT_EMPTY;
    }
  }

  /** Whether the word is these characters, whatever quotes are around them. */
  public boolean is(String value) {
    return text().is(value);
  }

  /** The word with a hole for each part that is known only when the command runs. */
  public Text text() {
    if (parts.size() == 1 && parts.get(0) instanceof Part.Literal literal) {
      return literal.text();
    }
    return text(name -> new Variables.Answer.Unknown("`$" + name + "` is set where this runs"));
  }

  /** The word as one string, variables replaced by what {@code environment} knows of them. */
  public Text text(Variables environment) {
    if (parts.size() == 1) {
      return value(parts.get(0), environment);
    }
    Text.Builder text = Text.builder(source.site());
    for (Part part : parts) {
      text.append(value(part, environment));
    }
    return text.build();
  }

  /**
   * The words that a shell makes of this one, variables replaced by what {@code environment} knows
   * of them: a value outside quotes falls apart at its blanks, and vanishes if it is empty.
   */
  public List<Text> fields(Variables environment) {
    Fields fields = new Fields(source, environment);
    fields.addAll(parts, false);
    return fields.all();
  }

  /** Collects the words that a shell makes of one. */
  private static final class Fields {
    private final List<Text> all = new ArrayList<>();
    private final Text source;
    private final Variables environment;
    private Text.Builder field;
    private boolean begun;

    Fields(Text source, Variables environment) {
      this.source = source;
      this.environment = environment;
      this.field = Text.builder(source.site());
    }

    List<Text> all() {
      end();
      return List.copyOf(all);
    }

    /**
     * Adds the values of parts.
     *
     * @param inDefault whether the parts are the default of a variable outside quotes, so that
     *     their literals fall apart too
     */
    void addAll(List<Part> parts, boolean inDefault) {
      for (Part part : parts) {
        if (part instanceof Part.Literal literal) {
          add(literal.text(), inDefault && !literal.quoted());
        } else if (part instanceof Part.Variable variable && !variable.quoted()) {
          if (takesWord(variable, environment)) {
            addAll(variable.word().parts(), true);
          } else {
            add(value(variable, environment), true);
          }
        } else {
          boolean splits = part instanceof Part.Substitution output && !output.quoted();
          add(value(part, environment), splits);
        }
      }
    }

    private void add(Text value, boolean splits) {
      if (!splits) {
        field.append(value);
        begun = true;
        return;
      }
      int from = 0;
      for (int i = 0; i <= value.length(); i++) {
        boolean blank = i < value.length() && isBlank(value.chars().charAt(i));
        if (i > from && (blank || i == value.length())) {
          field.append(value.slice(from, i));
          begun = true;
        }
        if (blank) {
          end();
          from = i + 1;
        }
      }
    }

    private void end() {
      if (begun) {
        all.add(field.build());
        field = Text.builder(source.site());
        begun = false;
      }
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t' || c == '\n';
    }
  }

  private static Text value(Part part, Variables environment) {
    if (part instanceof Part.Literal literal) {
      return literal.text();
    }
    if (part instanceof Part.Variable variable) {
      return value(variable, environment);
    }
    Text source =
        part instanceof Part.Substitution substitution
            ? substitution.source()
            : ((Part.Computed) part).source();
    return Text.unknown(source.site(), "it is worked out where this runs");
  }

  private static Text value(Part.Variable variable, Variables environment) {
    Text place = variable.source();
    Expansion expansion = variable.expansion();
    Variables.Answer answer = answer(variable, environment);
    if (answer instanceof Variables.Answer.Unknown unknown) {
      return Text.unknown(place.site(), unknown.why());
    }
    if (takesWord(variable, environment)) {
      Step.Kind step = expansion.replaces() ? Step.Kind.INTERPOLATED : Step.Kind.DEFAULT;
      return variable.word().text(environment).through(step, place.site());
    }
    boolean mayBeEmpty = environment.unsetIsEmpty() && !expansion.requires();
    if (counts(variable, answer) || expansion.replaces() || mayBeEmpty) {
      return used(answer, place);
    }
    return Text.unknown(place.site(), "`" + variable.name() + "` is not set");
  }

  /** Whether what the shell puts in is the word behind the operator. */
  private static boolean takesWord(Part.Variable variable, Variables environment) {
    Variables.Answer answer = answer(variable, environment);
    if (answer instanceof Variables.Answer.Unknown) {
      return false;
    }
    return switch (variable.expansion()) {
      case DEFAULT_IF_EMPTY, DEFAULT_IF_UNSET -> !counts(variable, answer);
      case REPLACED_IF_NOT_EMPTY, REPLACED_IF_SET -> counts(variable, answer);
      case VALUE, REQUIRED_NOT_EMPTY, REQUIRED, OTHER -> false;
    };
  }

  /** Whether the variable has a value in the eyes of its operator. */
  private static boolean counts(Part.Variable variable, Variables.Answer answer) {
    return answer instanceof Variables.Answer.Set set
        && !(variable.expansion().emptyCountsAsUnset() && set.value().isEmpty());
  }

  private static Variables.Answer answer(Part.Variable variable, Variables environment) {
    String name = variable.name().chars();
    if (variable.expansion() == Expansion.OTHER) {
      return new Variables.Answer.Unknown("`$" + name + "` is taken apart where this runs");
    }
    return switch (name) {
      case "?", "$", "!", "#", "-" ->
          new Variables.Answer.Unknown("`$" + name + "` is known only where this runs");
      default -> environment.lookup(name);
    };
  }

  private static Text used(Variables.Answer answer, Text source) {
    return answer instanceof Variables.Answer.Set set
        ? set.value().usedAt(source.site(), Step.Kind.INTERPOLATED)
        : Text.of("", source.site());
  }
}
