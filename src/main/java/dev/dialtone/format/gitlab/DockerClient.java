package dev.dialtone.format.gitlab;

import dev.dialtone.model.Service;
import dev.dialtone.model.Variable;
import dev.dialtone.source.Step;
import dev.dialtone.source.Text;
import java.util.List;

/**
 * Whom the docker command dials when no variable tells: the image's entrypoint points it to a
 * service that is called {@code docker}, without TLS unless it finds certificates.
 *
 * @see <a
 *     href="https://github.com/docker-library/docker/blob/master/docker-entrypoint.sh">docker-entrypoint.sh</a>
 */
final class DockerClient {
  private static final String NAME = "docker";
  private static final String HOST = "DOCKER_HOST";

  private DockerClient() {}

  /** The variable that the entrypoint sets: one, or none if the pipeline leaves it no choice. */
  static List<Variable> variables(Text image, List<Service> services, PipelineVariables variables) {
    boolean told =
        List.of(HOST, "DOCKER_TLS_CERTDIR", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH").stream()
            .anyMatch(variables::sets);
    String name = image.chars();
    boolean client =
        name.equals(NAME) || name.startsWith("docker:") || name.startsWith("docker.io/docker:");
    if (told || !client) {
      return List.of();
    }
    for (Service service : services) {
      if (service.name().value().equals(NAME)) {
        Text value =
            Text.of("tcp://docker:2375", service.image().site())
                .through(Step.Kind.CATALOGUE, image.site());
        return List.of(new Variable(Text.of(HOST, image.site()), value, Variable.Source.IMAGE));
      }
    }
    return List.of();
  }
}
