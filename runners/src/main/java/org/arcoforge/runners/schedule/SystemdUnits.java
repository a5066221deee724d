package org.arcoforge.runners.schedule;

import java.util.List;

/** Writes a service and its timer, systemd.service(5) and systemd.timer(5). */
final class SystemdUnits {
  private SystemdUnits() {}

  static List<Schedule.File> of(Schedule schedule) {
    String name = "arco-" + schedule.feedstock();
    StringBuilder service = new StringBuilder();
    service
        .append("# Written by arco schedule. To install: copy both files to /etc/systemd/system,\n")
        .append("# then systemctl enable --now ")
        .append(name)
        .append(".timer\n")
        .append("[Unit]\nDescription=Bake ")
        .append(schedule.feedstock())
        .append("\nWants=network-online.target\nAfter=network-online.target\n\n")
        .append("[Service]\nType=oneshot\nWorkingDirectory=")
        .append(specifiers(schedule.directory()))
        .append('\n');
    if (!schedule.variables().isEmpty()) {
      service
          .append("# Must set ")
          .append(String.join(", ", schedule.variables()))
          .append("; readable by root only.\nEnvironmentFile=/etc/arcoforge/environment\n");
    }
    service
        .append("ExecStart=/bin/sh -c ")
        .append(argument(schedule.shell()))
        .append("\n# A run that is still going on is left to it.\nSuccessExitStatus=4\n");
    StringBuilder timer = new StringBuilder();
    timer
        .append("# Written by arco schedule.\n[Unit]\nDescription=When to bake ")
        .append(schedule.feedstock())
        .append("\n\n[Timer]\n");
    for (String event : new CronFields(schedule.cron()).calendarEvents(schedule.zone())) {
      timer.append("OnCalendar=").append(event).append('\n');
    }
    timer.append("Persistent=true\n\n[Install]\nWantedBy=timers.target\n");
    return List.of(
        new Schedule.File(name + ".service", service.toString()),
        new Schedule.File(name + ".timer", timer.toString()));
  }

  private static String specifiers(String text) {
    return text.replace("%", "%%");
  }

  private static String argument(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$");
    return "\"" + specifiers(escaped) + "\"";
  }
}
