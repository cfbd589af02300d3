package dev.dialtone.link;

import dev.dialtone.model.Build;
import dev.dialtone.model.Service;
import dev.dialtone.model.facts.ImageRecipe;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.List;

/** Reads the Dockerfiles of services that are built. */
final class BuildReader {
  private static final String DEFAULT_NAME = "Dockerfile";

  private final FactReader reader;
  private final FileShelf shelf;

  BuildReader(FactReader reader, FileShelf shelf) {
    this.reader = reader;
    this.shelf = shelf;
  }

  /** What is built for a service; {@link BuiltImage#none} if nothing is, or it cannot be seen. */
  BuiltImage read(Service service) {
    for (Build build : service.build()) {
      for (ImageRecipe recipe : recipe(build)) {
        if (!recipe.stages().isEmpty()) {
          return image(service, build, recipe);
        }
      }
    }
    return BuiltImage.none(service.at());
  }

  private BuiltImage image(Service service, Build build, ImageRecipe recipe) {
    ImageAssembly assembly = new ImageAssembly(recipe, build.arguments(), build.contexts());
    if (!build.target().isKnown()) {
      return BuiltImage.none(service.at());
    }
    int stage = assembly.stage(build.target());
    if (stage < 0) {
      shelf.report(
          Problem.syntax(
              build.target().span(), "`" + build.target() + "` is no stage of " + shown(build)));
      return BuiltImage.none(service.at());
    }
    BuiltImage image = assembly.image(stage).building(assembly.steps(stage));
    CopiedFiles copied = new CopiedFiles(shelf.workspace(), build, assembly);
    return image.with(copied.of(image), copied.folders());
  }

  private static String shown(Build build) {
    String written = build.dockerfile().toString();
    return build.inline().isEmpty()
        ? "`" + (written.isEmpty() ? DEFAULT_NAME : written) + "`"
        : "`dockerfile_inline`";
  }

  /** The Dockerfile: one entry, or none if there is none to be seen. */
  private List<ImageRecipe> recipe(Build build) {
    if (!build.inline().isEmpty()) {
      return List.of(shelf.take(reader.dockerfile(build.inline())));
    }
    if (!build.dockerfile().isKnown()) {
      return List.of();
    }
    String written = build.dockerfile().chars();
    for (FilePath folder : build.folder().known()) {
      List<ImageRecipe> found = read(folder.resolve(written.isEmpty() ? DEFAULT_NAME : written));
      // BuildKit tries the name in lower case too, if nobody gave another one.
      return found.isEmpty() && written.isEmpty() ? read(folder.resolve("dockerfile")) : found;
    }
    return List.of();
  }

  private List<ImageRecipe> read(FilePath path) {
    return shelf.read(path, file -> reader.dockerfile(Text.of(file.span())));
  }
}
