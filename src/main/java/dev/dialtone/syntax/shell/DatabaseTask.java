package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program that does nothing but open the database of its application, such as one that brings it
 * to the newest schema.
 *
 * @param command the words that tell, from the tool to the last word of its subcommand
 */
public record DatabaseTask(Text command) {
  /**
   * The subcommands that connect, by tool. Those that only read files or write them, such as {@code
   * prisma generate} and {@code makemigrations}, are not among them.
   *
   * @see <a href="https://www.prisma.io/docs/orm/reference/prisma-cli-reference">Prisma CLI</a>
   * @see <a href="https://guides.rubyonrails.org/active_record_migrations.html#running-migrations">
   *     Rails</a>
   * @see <a href="https://docs.djangoproject.com/en/stable/ref/django-admin/">Django</a>
   * @see <a href="https://alembic.sqlalchemy.org/en/latest/tutorial.html">Alembic</a>
   * @see <a href="https://flask-migrate.readthedocs.io/en/latest/#command-reference">
   *     Flask-Migrate</a>
   * @see <a href="https://laravel.com/docs/migrations#running-migrations">Laravel</a>
   * @see <a href="https://sequelize.org/docs/v6/other-topics/migrations/">Sequelize</a>
   * @see <a href="https://knexjs.org/guide/migrations.html">Knex</a>
   * @see <a href="https://learn.microsoft.com/ef/core/cli/dotnet#dotnet-ef-database-update">Entity
   *     Framework</a>
   * @see <a href="https://hexdocs.pm/ecto_sql/Mix.Tasks.Ecto.Migrate.html">Ecto</a>
   */
  private static final Map<String, Set<String>> SUBCOMMANDS =
      Map.ofEntries(
          Map.entry(
              "prisma",
              Set.of(
                  "migrate deploy",
                  "migrate dev",
                  "migrate reset",
                  "migrate status",
                  "migrate resolve",
                  "db push",
                  "db pull",
                  "db seed")),
          Map.entry("rails", Rails.TASKS),
          Map.entry("rake", Rails.TASKS),
          Map.entry("manage.py", Set.of("migrate", "loaddata", "flush", "createsuperuser")),
          Map.entry("django-admin", Set.of("migrate", "loaddata", "flush", "createsuperuser")),
          Map.entry("alembic", Set.of("upgrade", "downgrade", "stamp")),
          Map.entry("flask", Set.of("db upgrade", "db downgrade", "db stamp")),
          Map.entry(
              "artisan",
              Set.of("migrate", "migrate:fresh", "migrate:refresh", "migrate:reset", "db:seed")),
          Map.entry("sequelize", Sequelize.COMMANDS),
          Map.entry("sequelize-cli", Sequelize.COMMANDS),
          Map.entry("knex", Set.of("migrate:latest", "migrate:up", "migrate:rollback", "seed:run")),
          Map.entry("ef", Set.of("database update")),
          Map.entry("dotnet-ef", Set.of("database update")),
          Map.entry("mix", Set.of("ecto.create", "ecto.migrate", "ecto.setup", "ecto.reset")));

  /** What two names of one tool share. */
  private static final class Rails {
    static final Set<String> TASKS =
        Set.of(
            "db:create",
            "db:migrate",
            "db:prepare",
            "db:reset",
            "db:schema:load",
            "db:seed",
            "db:setup");
  }

  /** What two names of one tool share. */
  private static final class Sequelize {
    static final Set<String> COMMANDS = Set.of("db:create", "db:migrate", "db:seed", "db:seed:all");
  }

  /** Programs that run a tool, and the words by which they are told to. */
  private static final Set<String> RUNNERS =
      Set.of(
          "npx", "npm", "pnpm", "yarn", "bun", "bunx", "bundle", "poetry", "pipenv", "uv", "rye",
          "python", "python3", "php", "ruby", "node", "dotnet", "exec", "run", "dlx", "x");

  /** By these a tool is told not to connect after all. */
  private static final Set<String> HARMLESS = Set.of("--help", "-h", "--sql", "--pretend");

  /** What a program does, if it is one of these. */
  public static Optional<DatabaseTask> of(Program program) {
    List<Text> words = program.words();
    int tool = 0;
    while (tool < words.size() && isBefore(words.get(tool))) {
      tool++;
    }
    if (tool == words.size() || words.stream().anyMatch(w -> HARMLESS.contains(w.chars()))) {
      return Optional.empty();
    }
    String name = name(words.get(tool));
    List<Text> rest = operands(words.subList(tool + 1, words.size()));
    for (String subcommand : SUBCOMMANDS.getOrDefault(name, Set.of())) {
      int length = subcommand.split(" ", -1).length;
      if (length <= rest.size() && joined(rest.subList(0, length)).equals(subcommand)) {
        return Optional.of(new DatabaseTask(covered(words.get(tool), rest.get(length - 1))));
      }
    }
    return Optional.empty();
  }

  private static boolean isBefore(Text word) {
    return word.chars().startsWith("-") || RUNNERS.contains(Program.baseName(word));
  }

  /** The tool's name without its path and release: {@code node_modules/.bin/prisma@6}. */
  private static String name(Text word) {
    String base = Program.baseName(word).toLowerCase(Locale.ROOT);
    int at = base.indexOf('@');
    return at > 0 ? base.substring(0, at) : base;
  }

  private static List<Text> operands(List<Text> words) {
    List<Text> operands = new ArrayList<>();
    for (Text word : words) {
      if (!word.chars().startsWith("-")) {
        operands.add(word);
      }
    }
    return operands;
  }

  private static String joined(List<Text> words) {
    return String.join(" ", words.stream().map(Text::chars).toList());
  }

  /** Both words and what stands between them, where they are written in one file. */
  private static Text covered(Text first, Text last) {
    boolean together =
        first.span().file().equals(last.span().file())
            && first.span().start() < last.span().start();
    return together ? Text.of(first.span().cover(last.span())) : first;
  }
}
