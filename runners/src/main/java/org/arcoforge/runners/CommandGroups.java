package org.arcoforge.runners;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The list of commands in the help, in groups by what one wants to do. */
final class CommandGroups implements CommandLine.IHelpSectionRenderer {
  private static final Map<String, List<String>> GROUPS = groups();

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("Begin", List.of("demo", "new"));
    groups.put("Write and try a recipe", List.of("lint", "plan", "bake", "verify"));
    groups.put("Look after what is published", List.of("versions", "rollback", "catalog", "sweep"));
    return groups;
  }

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    Map<String, Help> rest = new LinkedHashMap<>(help.subcommands());
    GROUPS.forEach(
        (title, names) -> {
          Map<String, Help> some = new LinkedHashMap<>();
          for (String name : names) {
            Help one = rest.remove(name);
            if (one != null) {
              some.put(name, one);
            }
          }
          append(text, title, help, some);
        });
    append(text, "More", help, rest);
    return text.toString();
  }

  private static void append(
      StringBuilder text, String title, Help help, Map<String, Help> commands) {
    if (!commands.isEmpty()) {
      text.append(String.format("%n%s:%n", title)).append(help.commandList(commands));
    }
  }
}
