package dev.dialtone.model;

import dev.dialtone.source.Text;
import java.util.List;

/**
 * A network of a project.
 *
 * @param name its key
 * @param declared where it is declared; for the default network that no file declares, an empty
 *     text
 * @param external whether it exists outside the project, so that others may be on it
 * @param externalName the name it has outside; the project-prefixed name if it has none of its own
 * @param internal whether it has no way out
 * @param driver its driver; empty for the default one, {@code bridge}
 * @param subnets the ranges of addresses that its configuration gives it, {@code 172.20.0.0/16};
 *     empty if the engine chooses them; an unknown text where something else does
 */
public record Network(
    NetworkName name,
    Text declared,
    Value<Boolean> external,
    Text externalName,
    Value<Boolean> internal,
    Text driver,
    List<Text> subnets) {
  public Network {
    subnets = List.copyOf(subnets);
  }
}
