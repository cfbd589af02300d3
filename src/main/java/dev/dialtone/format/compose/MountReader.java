package dev.dialtone.format.compose;

import dev.dialtone.format.compose.Tree.Leaf;
import dev.dialtone.format.compose.Tree.Table;
import dev.dialtone.model.Composition.Misfit;
import dev.dialtone.model.Composition.Undefined;
import dev.dialtone.model.Mount;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads what a service mounts: volumes short and long, configs, secrets, tmpfs.
 *
 * @see <a href="https://github.com/compose-spec/compose-go/blob/v2.9.1/format/volume.go">how
 *     Compose reads the short form</a>
 */
final class MountReader {
  private final Table model;
  private final Environment environment;
  private final Consumer<Misfit> misfits;
  private final Consumer<Undefined> undefined;

  MountReader(
      Table model,
      Environment environment,
      Consumer<Misfit> misfits,
      Consumer<Undefined> undefined) {
    this.model = model;
    this.environment = environment;
    this.misfits = misfits;
    this.undefined = undefined;
  }

  /** The mounts of a service; of several with one target the last counts. */
  List<Mount> read(Table service) {
    Map<String, Mount> volumes = new LinkedHashMap<>();
    for (Tree item : service.items("volumes")) {
      if (item instanceof Leaf leaf && !leaf.isNull()) {
        put(volumes, shortForm(leaf));
      } else if (item instanceof Table table) {
        put(volumes, longForm(table));
      }
    }
    List<Mount> mounts = new ArrayList<>(volumes.values());
    mounts.addAll(files(service, "configs", Mount.Kind.CONFIG));
    mounts.addAll(files(service, "secrets", Mount.Kind.SECRET));
    for (Tree item : service.items("tmpfs")) {
      if (item instanceof Leaf leaf) {
        int colon = leaf.text().chars().indexOf(':');
        Text target = colon < 0 ? leaf.text() : leaf.text().slice(0, colon);
        mounts.add(
            new Mount(
                Mount.Kind.TMPFS,
                new Mount.Source.Unseen(nothing(target)),
                nothing(target),
                target,
                false,
                leaf.text()));
      }
    }
    return mounts;
  }

  private void report(Text at, String message) {
    misfits.accept(new Misfit(Misfit.Kind.FORM, at, message, List.of(), ""));
  }

  private static void put(Map<String, Mount> mounts, Mount mount) {
    mounts.put(mount.target().chars(), mount);
  }

  private static Text nothing(Text at) {
    return at.slice(0, 0);
  }

  private Mount shortForm(Leaf leaf) {
    Text entry = leaf.text();
    List<Text> parts = entry.length() <= 2 ? List.of(entry) : sections(entry);
    if (parts.size() > 1 || entry.isEmpty()) {
      for (Text part : parts) {
        if (part.isEmpty()) {
          report(entry, "`" + entry + "` has an empty part between its colons");
          break;
        }
      }
    }
    if (parts.size() > 3) {
      report(entry, "`" + entry + "` has too many colons");
    }
    Text target = clean(parts.size() == 1 ? entry : parts.get(1));
    Text source = parts.size() == 1 ? nothing(entry) : parts.get(0);
    boolean readOnly = false;
    if (parts.size() > 2) {
      for (Text option : parts.get(2).split(c -> c == ',')) {
        readOnly = option.is("ro") || (readOnly && !option.is("rw"));
      }
    }
    boolean bind = isPath(source.chars());
    boolean vague = !source.isEmpty() && source.chars().charAt(0) == Text.HOLE;
    if (parts.size() == 1 && !entry.isKnown() && entry.chars().charAt(0) == Text.HOLE) {
      vague = true;
      target = Text.unknown(entry.site(), entry.whyUnknown());
    }
    if (bind) {
      return new Mount(
          Mount.Kind.BIND, path(source, leaf.folder()), nothing(entry), target, readOnly, entry);
    }
    if (vague) {
      return new Mount(
          Mount.Kind.OTHER,
          new Mount.Source.Unseen(source),
          nothing(entry),
          target,
          readOnly,
          entry);
    }
    requireVolume(source);
    return new Mount(
        Mount.Kind.VOLUME,
        new Mount.Source.NamedVolume(source, isExternal(source)),
        source,
        target,
        readOnly,
        entry);
  }

  private void requireVolume(Text name) {
    if (!name.isEmpty()
        && name.isKnown()
        && !model.table("volumes").members().containsKey(name.chars())) {
      undefined.accept(new Undefined(Undefined.Kind.VOLUME, name));
    }
  }

  private boolean isExternal(Text name) {
    Text external = model.table("volumes").table(name.chars()).text("external");
    return external.isEmpty() ? !name.isKnown() : !external.is("false");
  }

  /** The parts between colons that neither belong to a drive letter nor stand in braces. */
  private static List<Text> sections(Text entry) {
    String chars = entry.chars();
    List<Text> parts = new ArrayList<>();
    int from = 0;
    int braces = 0;
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      boolean drive = i == from + 1 && Character.isLetter(chars.charAt(from));
      if (c == '$' && i + 1 < chars.length() && chars.charAt(i + 1) == '{') {
        braces++;
      } else if (c == '}' && braces > 0) {
        braces--;
      } else if (c == ':' && braces == 0 && !drive) {
        parts.add(entry.slice(from, i));
        from = i + 1;
      }
    }
    parts.add(entry.slice(from));
    return parts;
  }

  private static boolean isPath(String source) {
    if (source.isEmpty()) {
      return false;
    }
    char first = source.charAt(0);
    return first == '.'
        || first == '/'
        || first == '~'
        || source.startsWith("\\\\")
        || (source.length() > 1 && source.charAt(1) == ':' && Character.isLetter(first));
  }

  private static Mount.Source path(Text written, FilePath folder) {
    return !written.isKnown() || written.chars().startsWith("~") || written.isEmpty()
        ? new Mount.Source.Unseen(written)
        : new Mount.Source.HostPath(written, folder.resolve(written.chars()));
  }

  private Mount longForm(Table table) {
    Text source = table.text("source");
    Text target = clean(table.text("target"));
    boolean readOnly = table.text("read_only").is("true");
    Text at = table.at();
    String type = table.text("type").chars();
    return switch (type) {
      case "bind" -> {
        FilePath folder = table.get("source") instanceof Leaf leaf ? leaf.folder() : table.folder();
        yield new Mount(
            Mount.Kind.BIND, path(source, folder), nothing(source), target, readOnly, at);
      }
      case "volume" -> {
        requireVolume(source);
        yield new Mount(
            Mount.Kind.VOLUME,
            source.isKnown()
                ? new Mount.Source.NamedVolume(source, isExternal(source))
                : new Mount.Source.Unseen(source),
            source,
            target,
            readOnly,
            at);
      }
      case "tmpfs" ->
          new Mount(
              Mount.Kind.TMPFS,
              new Mount.Source.Unseen(source),
              nothing(source),
              target,
              readOnly,
              at);
      default ->
          new Mount(
              Mount.Kind.OTHER,
              new Mount.Source.Unseen(source),
              nothing(source),
              target,
              readOnly,
              at);
    };
  }

  /** A target without a slash at its end, without {@code .} and {@code ..}. */
  private static Text clean(Text target) {
    if (!target.isKnown() || target.isEmpty()) {
      return target;
    }
    String chars = target.chars();
    String cleaned = FilePath.ROOT.resolve(chars).value();
    if (cleaned.equals(chars)) {
      return target;
    }
    return chars.startsWith(cleaned)
        ? target.slice(0, cleaned.length())
        : Text.of(cleaned, target.site());
  }

  private List<Mount> files(Table service, String key, Mount.Kind kind) {
    String folder = kind == Mount.Kind.SECRET ? "/run/secrets/" : "/";
    Map<String, Mount> mounts = new LinkedHashMap<>();
    for (Tree item : service.items(key)) {
      Text source;
      Text target;
      if (item instanceof Leaf leaf && !leaf.isNull()) {
        source = leaf.text();
        target = within(folder, source);
      } else if (item instanceof Table table) {
        source = table.text("source");
        Text given = table.text("target");
        target =
            given.isEmpty()
                ? within(folder, source)
                : given.chars().startsWith("/") ? given : within(folder, given);
      } else {
        continue;
      }
      put(mounts, new Mount(kind, source(key, source, kind), source, target, true, item.at()));
    }
    return List.copyOf(mounts.values());
  }

  private static Text within(String folder, Text name) {
    return Text.builder(name.site()).append(Text.of(folder, name.site())).append(name).build();
  }

  private Mount.Source source(String key, Text name, Mount.Kind kind) {
    if (!name.isKnown()) {
      return new Mount.Source.Unseen(name);
    }
    if (!model.table(key).members().containsKey(name.chars())) {
      undefined.accept(
          new Undefined(
              kind == Mount.Kind.SECRET ? Undefined.Kind.SECRET : Undefined.Kind.CONFIG, name));
      return new Mount.Source.Unseen(name);
    }
    Table resource = model.table(key).table(name.chars());
    if (resource.get("file") instanceof Leaf file && !file.isNull()) {
      return path(file.text(), file.folder());
    }
    if (kind == Mount.Kind.CONFIG && resource.has("content")) {
      return new Mount.Source.Inline(resource.text("content"));
    }
    Text variable = resource.text("environment");
    if (kind == Mount.Kind.CONFIG && variable.isKnown() && environment.sets(variable.chars())) {
      return new Mount.Source.Inline(environment.value(variable.chars(), variable));
    }
    return new Mount.Source.Unseen(name);
  }
}
