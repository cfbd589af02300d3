package dev.dialtone.format.github;

import dev.dialtone.source.Text;
import dev.dialtone.syntax.yaml.YamlNode;
import dev.dialtone.syntax.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The machine that a job runs on.
 *
 * @param at where it is chosen
 * @param fresh whether it is one of GitHub's, which are new for each job
 * @param runsContainers false where service containers are refused
 */
record Runner(Text at, boolean fresh, boolean runsContainers) {
  private static final Pattern HOSTED =
      Pattern.compile("ubuntu-(latest|slim|\\d\\d\\.\\d\\d)(-.*)?");

  /**
   * What {@code runs-on} says.
   *
   * @param job the job's name, for one that says nothing
   */
  static Runner of(Text job, List<YamlNode> runsOn, Expressions expressions) {
    List<Text> labels = new ArrayList<>();
    for (YamlNode node : runsOn) {
      YamlTree.items(node).forEach(item -> YamlTree.text(item).forEach(labels::add));
      YamlTree.itemsAt(node, "labels").forEach(item -> YamlTree.text(item).forEach(labels::add));
    }
    boolean fresh = labels.size() == 1;
    boolean linux = true;
    for (Text written : labels) {
      Text label = expressions.replaced(written);
      String chars = label.chars().toLowerCase(Locale.ROOT);
      fresh &= HOSTED.matcher(chars).matches();
      linux &= !(chars.startsWith("windows-") || chars.startsWith("macos-"));
    }
    return new Runner(labels.isEmpty() ? job : labels.get(0), fresh, linux);
  }
}
