package dev.dialtone.format.dockerfile;

import dev.dialtone.model.CommandLine;
import dev.dialtone.model.facts.ImageRecipe;
import dev.dialtone.model.facts.ImageRecipe.Default;
import dev.dialtone.model.facts.ImageRecipe.Instruction;
import dev.dialtone.model.facts.ImageRecipe.Stage;
import dev.dialtone.source.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Facts of a Dockerfile in one line for each instruction, with their places counted from here. */
record RecipeText(int origin) {
  List<String> of(ImageRecipe recipe) {
    List<String> lines = new java.util.ArrayList<>();
    recipe.globalArguments().forEach(arg -> lines.add(of(arg)));
    for (Stage stage : recipe.stages()) {
      lines.add(
          "FROM "
              + of(stage.base())
              + (stage.name().isEmpty() ? "" : " AS " + of(stage.name()))
              + (stage.platform().isEmpty() ? "" : " ON " + of(stage.platform())));
      stage.instructions().forEach(instruction -> lines.add(of(instruction)));
    }
    return lines;
  }

  String of(Instruction instruction) {
    if (instruction instanceof Instruction.Arg arg) {
      return "ARG "
          + of(arg.name())
          + (arg.value() instanceof Default.Given given ? "=" + of(given.value()) : "");
    } else if (instruction instanceof Instruction.Env env) {
      return "ENV "
          + env.assignments().stream()
              .map(a -> of(a.name()) + "=" + of(a.value()))
              .collect(Collectors.joining(" "));
    } else if (instruction instanceof Instruction.Expose expose) {
      return "EXPOSE " + of(expose.ports());
    } else if (instruction instanceof Instruction.Cmd cmd) {
      return "CMD " + of(cmd.command());
    } else if (instruction instanceof Instruction.Entrypoint entrypoint) {
      return "ENTRYPOINT " + of(entrypoint.command());
    } else if (instruction instanceof Instruction.Run run) {
      return "RUN " + of(run.command());
    } else if (instruction instanceof Instruction.NoHealthcheck) {
      return "HEALTHCHECK NONE";
    } else if (instruction instanceof Instruction.Healthcheck check) {
      return "HEALTHCHECK "
          + check.options().stream()
              .map(o -> of(o.name()) + "=" + of(o.value()) + " ")
              .collect(Collectors.joining())
          + of(check.command());
    } else if (instruction instanceof Instruction.Copy copy) {
      return "COPY "
          + (copy.from().isEmpty() ? "" : "from " + of(copy.from()) + ": ")
          + of(copy.sources())
          + copy.inline().stream()
              .map(f -> " " + of(f.name()) + (f.expands() ? "{" : "{raw ") + of(f.content()) + "}")
              .collect(Collectors.joining())
          + " -> "
          + of(copy.target());
    } else if (instruction instanceof Instruction.Workdir workdir) {
      return "WORKDIR " + of(workdir.folder());
    } else if (instruction instanceof Instruction.User user) {
      return "USER " + of(user.user());
    } else if (instruction instanceof Instruction.Shell shell) {
      return "SHELL " + of(shell.words());
    } else if (instruction instanceof Instruction.Onbuild onbuild) {
      return "ONBUILD "
          + onbuild.instructions().stream().map(this::of).collect(Collectors.joining(" "));
    } else if (instruction instanceof Instruction.Other other) {
      return of(other.keyword()) + " " + of(other.rest());
    }
    return "?";
  }

  private String of(CommandLine command) {
    return command instanceof CommandLine.Exec exec
        ? "exec " + of(exec.words())
        : "shell " + of(((CommandLine.Shell) command).line());
  }

  private String of(List<Text> texts) {
    return texts.stream().map(this::of).collect(Collectors.joining(" "));
  }

  private String of(Text text) {
    return visible(text.toString())
        + "["
        + (text.span().start() - origin)
        + "-"
        + (text.span().end() - origin)
        + "]";
  }

  static String visible(String text) {
    return text.replace("\n", "⏎").replace("\t", "␉").replace("\r", "␍");
  }
}
