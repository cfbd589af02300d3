package dev.dialtone.source;

/** One step of the way a value took to the place where it counts: what happened, and where. */
public record Step(Kind kind, Span at) {
  /** The ways a value comes to count at another place than where it is written. */
  public enum Kind {
    INTERPOLATED("interpolated here"),
    DEFAULT("the default of this interpolation"),
    ALIAS("through this alias"),
    MERGED("merged in here"),
    EXTENDED("extended here"),
    INCLUDED("included here"),
    ENV_FILE("read through this env_file"),
    OVERRIDE("instead of what stands here"),
    ARGUMENT("given on the command line"),
    ASSUMED("assumed from an example file"),
    CATALOGUE("known of this image"),
    BUILD("from this build");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The step in words that fit behind a place. */
    public String words() {
      return words;
    }
  }
}
