package dev.dialtone.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dialtone init}: writes a configuration that sets nothing and shows what can be set. */
final class InitCommand implements Command {
  /** Every line below the first is a comment, and a setting once its {@code #} is taken away. */
  static final String TEMPLATE =
      """
      # yaml-language-server: $schema=https://raw.githubusercontent.com/dialtone-lint/dialtone/main/schema/config.schema.json

      # Dialtone's configuration, found in the current folder or above it. Options on the command line count more.
      # Rules go by id, name or group: DT101, localhost-in-container, DT1. `dialtone rules` lists them.

      ## Only these rules.
      #select: [DT1, DT2, DT3, DT4, DT5, DT6]

      ## Not these.
      #ignore: [DT501]

      ## Another severity for all findings of a rule.
      #severity:
      #  DT201: note

      ## The lowest severity that fails a run: error, warning, note or never.
      #fail-on: error

      ## Compose files that are not looked at, as patterns of .gitignore.
      #exclude:
      #  - examples/

      ## Settings for some files only, by patterns of .gitignore.
      #paths:
      #  "legacy/":
      #    ignore: [DT101]

      ## What interpolation knows, and which profiles are on.
      #profiles: [dev]
      #env-files: [.env.dev]
      #env:
      #  TAG: "1.2"

      ## Findings that were there before: `dialtone lint --write-baseline` writes the file.
      #baseline: .dialtone-baseline.json

      ## Images that only you have, with the keys of rules/catalogue/README.md.
      #images:
      #  - image: shop-base
      #    repositories: [registry.example.com/shop/base]
      #    kind: web
      #    ports: [{port: 8080, scheme: http, bind: all}]
      """;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("init");
    spec.usageMessage()
        .customSynopsis("dialtone init [OPTION...]")
        .description("Writes " + Configuration.NAME + " into the current folder, all comments.");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Surroundings surroundings) throws UsageException {
    Path file = surroundings.folder().resolve(Configuration.NAME);
    try {
      Files.write(file, TEMPLATE.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(Configuration.NAME + " is there already");
    } catch (IOException e) {
      throw new UsageException("cannot write " + Configuration.NAME);
    }
    surroundings.say("wrote " + Configuration.NAME);
    return ExitStatus.CLEAN;
  }
}
