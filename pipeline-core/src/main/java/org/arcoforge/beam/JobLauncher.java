package org.arcoforge.beam;

import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/** A job launcher starts pipelines on an engine of other machines. */
public interface JobLauncher {
  /**
   * Starts a pipeline, and does not wait for its end.
   *
   * @return the job; empty if only its graph was written, and none was started
   * @throws IOException if no job was started; the message says why and what to do
   */
  Optional<RemoteJob> launch(Pipeline pipeline) throws IOException;
}
