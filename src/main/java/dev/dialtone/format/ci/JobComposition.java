package dev.dialtone.format.ci;

import dev.dialtone.model.Composition;
import dev.dialtone.model.Network;
import dev.dialtone.model.NetworkName;
import dev.dialtone.model.Premises;
import dev.dialtone.model.Service;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.Value;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.SourceFile;
import dev.dialtone.source.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job with the containers beside it, as the project that the model knows. */
public final class JobComposition {
  private JobComposition() {}

  /**
   * The project of one job.
   *
   * @param name the job as its CI service shows it
   * @param files the files it is written in, the one that is started with first
   * @param folder the folder that its steps begin in
   */
  public static Composition of(
      Text name,
      List<SourceFile> files,
      FilePath folder,
      List<Service> services,
      Premises premises) {
    SourceFile first = files.get(0);
    Text shown = Text.of(first.path().value() + "#" + name.chars(), name.site());
    Text nowhere = Text.of("", first.span(0, 0));
    Map<ServiceName, Service> byName = new LinkedHashMap<>();
    services.forEach(service -> byName.putIfAbsent(service.name(), service));
    Network network =
        new Network(
            NetworkName.DEFAULT,
            nowhere,
            new Value.Known<>(false, nowhere),
            nowhere,
            new Value.Known<>(false, nowhere),
            nowhere,
            List.of());
    return new Composition(
        shown,
        folder,
        files.stream().map(SourceFile::path).toList(),
        byName,
        Map.of(NetworkName.DEFAULT, network),
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        premises);
  }
}
