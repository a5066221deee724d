package org.arcoforge.runners;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Lists the commands in the help, in groups by what one wants to do. */
final class CommandGroups implements CommandLine.IHelpSectionRenderer {
  private static final Map<String, Map<String, Class<?>>> GROUPS = groups();

  /** Commands that speak of the others. */
  private static final Set<String> ALL = Set.of("help", "completion");

  private static Map<String, Map<String, Class<?>>> groups() {
    Map<String, Map<String, Class<?>>> groups = new LinkedHashMap<>();
    groups.put("Begin", commands(DemoCommand.class, NewCommand.class));
    groups.put(
        "Write and try a recipe",
        commands(
            InspectCommand.class,
            LintCommand.class,
            PlanCommand.class,
            BakeCommand.class,
            VerifyCommand.class));
    groups.put(
        "Look after what is published",
        commands(
            VersionsCommand.class,
            DiffCommand.class,
            QualityCommand.class,
            RollbackCommand.class,
            RepairCommand.class,
            CatalogCommand.class,
            SweepCommand.class));
    groups.put(
        "Where it is baked",
        commands(
            BakeryCommand.class,
            ScheduleCommand.class,
            RunsCommand.class,
            StatusCommand.class,
            CancelCommand.class,
            TemplateCommand.class,
            UploadCommand.class));
    groups.put(
        "About the commands",
        commands(CommandLine.HelpCommand.class, CompletionCommand.class, DoctorCommand.class));
    return groups;
  }

  private static Map<String, Class<?>> commands(Class<?>... classes) {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    for (Class<?> one : classes) {
      commands.put(one.getAnnotation(CommandLine.Command.class).name(), one);
    }
    return commands;
  }

  /**
   * Adds the commands to the line: only the first argument's, if it is one. Looking at all of them
   * takes a noticeable part of a start.
   */
  static void addTo(CommandLine line, String... args) {
    Map<String, Class<?>> all = new LinkedHashMap<>();
    GROUPS.values().forEach(all::putAll);
    if (args.length > 0 && all.containsKey(args[0]) && !ALL.contains(args[0])) {
      all.keySet().retainAll(Set.of(args[0]));
    }
    all.forEach(line::addSubcommand);
  }

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    Map<String, Help> rest = new LinkedHashMap<>(help.subcommands());
    GROUPS.forEach(
        (title, commands) -> {
          Map<String, Help> some = new LinkedHashMap<>();
          for (String name : commands.keySet()) {
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
