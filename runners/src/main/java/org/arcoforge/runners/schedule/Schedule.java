package org.arcoforge.runners.schedule;

import java.util.List;
import java.util.Locale;

/**
 * A schedule says what runs at which times.
 *
 * @param feedstock its id
 * @param cron five fields: minute, hour, day of month, month, day of week
 * @param zone of these times, as {@code UTC} or {@code Europe/Berlin}
 * @param command and its arguments, the first one relative to the directory
 * @param directory on the machine that runs it, absolute
 * @param variables of the environment that the bakery asks for, sorted
 * @param image container image of the command; empty if unknown
 */
public record Schedule(
    String feedstock,
    String cron,
    String zone,
    List<String> command,
    String directory,
    List<String> variables,
    String image) {
  /** Copies the lists; fields of the cron are separated by one blank. */
  public Schedule {
    cron = cron.strip().replaceAll("\\s+", " ");
    command = List.copyOf(command);
    variables = List.copyOf(variables);
  }

  /** A form is what one kind of scheduler reads. */
  public enum Form {
    CRON,
    SYSTEMD,
    GITHUB,
    KUBERNETES;

    /** Returns the name in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A file is for a scheduler to read.
   *
   * @param name relative to the folder of all
   * @param text with line feeds
   */
  public record File(String name, String text) {}

  /**
   * Returns the files of a form.
   *
   * @throws IllegalArgumentException if the form cannot say it; the message tells what to do
   */
  public List<File> files(Form form) {
    return switch (form) {
      case CRON -> List.of(Crontab.of(this));
      case SYSTEMD -> SystemdUnits.of(this);
      case GITHUB -> List.of(GithubWorkflow.of(this));
      case KUBERNETES -> List.of(KubernetesCronJob.of(this));
    };
  }

  boolean isUtc() {
    return List.of("UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z").contains(zone);
  }

  /** Returns the command as a shell reads it. */
  String shell() {
    return String.join(" ", command.stream().map(Schedule::quoted).toList());
  }

  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
