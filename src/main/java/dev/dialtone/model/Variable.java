package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * An environment variable of a service's containers.
 *
 * @param name the name as it is written
 * @param value its value; a hole if the surroundings of the command give it
 * @param source who sets it
 */
public record Variable(Text name, Text value, Source source) {
  /** Who sets a variable, from strongest to weakest. */
  public enum Source {
    /** The service's {@code environment}. */
    ENVIRONMENT,
    /** A file of the service's {@code env_file}. */
    ENV_FILE,
    /** Something sets it in all containers alike, whether they read it or not. */
    SHARED,
    /** {@code ENV} of the image's Dockerfile. */
    IMAGE
  }
}
