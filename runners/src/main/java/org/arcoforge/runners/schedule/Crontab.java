package org.arcoforge.runners.schedule;

import org.arcoforge.text.ShellWord;

/** Writes the lines of a crontab, crontab(5). */
final class Crontab {
  private Crontab() {}

  static Schedule.File of(Schedule schedule) {
    StringBuilder text = new StringBuilder();
    text.append("# Bakes ").append(schedule.feedstock()).append(". Written by arco schedule.\n");
    text.append("# To install, as the user who bakes: (crontab -l; cat THIS-FILE) | crontab -\n");
    for (String name : schedule.variables()) {
      text.append("# Set before: ").append(name).append("=…\n");
    }
    text.append("CRON_TZ=").append(schedule.zone()).append('\n');
    // A percent sign would end the line.
    String command = "cd " + ShellWord.of(schedule.directory()) + " && " + schedule.shell();
    text.append(schedule.cron()).append(' ').append(command.replace("%", "\\%")).append('\n');
    return new Schedule.File(schedule.feedstock() + ".cron", text.toString());
  }
}
