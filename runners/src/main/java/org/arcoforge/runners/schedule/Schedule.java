package org.arcoforge.runners.schedule;

import java.util.List;
import java.util.Locale;
import org.arcoforge.text.ShellWord;

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
 * @param launches of a Flex Template, one a recipe; empty if none is known
 * @param flink how large a cluster of Flink is, where one is made
 */
public record Schedule(
    String feedstock,
    String cron,
    String zone,
    List<String> command,
    String directory,
    List<String> variables,
    String image,
    List<FlexLaunch> launches,
    FlinkSize flink) {
  /** Copies the lists; fields of the cron are separated by one blank. */
  public Schedule {
    cron = cron.strip().replaceAll("\\s+", " ");
    command = List.copyOf(command);
    variables = List.copyOf(variables);
    launches = List.copyOf(launches);
  }

  /** A form is what one kind of scheduler reads. */
  public enum Form {
    CRON,
    SYSTEMD,
    GITHUB,
    KUBERNETES,
    FLINK_OPERATOR,
    CLOUD_SCHEDULER,
    DATA_PIPELINES;

    /** Returns the name in lower case, its words joined by hyphens. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A size of a cluster.
   *
   * @param parallelism of the job: slots that it takes
   * @param megabytes of the process of a TaskManager
   */
  public record FlinkSize(int parallelism, int megabytes) {}

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
      case FLINK_OPERATOR -> FlinkDeployment.of(this);
      case CLOUD_SCHEDULER -> CloudSchedulerJob.of(this);
      case DATA_PIPELINES -> DataPipeline.of(this);
    };
  }

  /**
   * Returns the launches of a Flex Template.
   *
   * @throws IllegalArgumentException if there are none
   */
  List<FlexLaunch> launchesOfTemplate() {
    if (launches.isEmpty()) {
      throw new IllegalArgumentException(
          "a service starts a Flex Template; name its file, with a bakery on Dataflow: --template"
              + " gs://my-bucket/templates/arco.json");
    }
    return launches;
  }

  boolean isUtc() {
    return List.of("UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z").contains(zone);
  }

  /** Returns the command as a shell reads it. */
  String shell() {
    return String.join(" ", command.stream().map(ShellWord::of).toList());
  }
}
