package org.arcoforge.beam;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.WorkerSession;
import org.jspecify.annotations.Nullable;

/**
 * A session function is a step of a bake that shares a session with the other steps in its process.
 */
abstract class SessionFn<I, O> extends DoFn<I, O> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;
  private transient @Nullable WorkerSession session;

  SessionFn(BakeConfig config) {
    this.config = config;
  }

  /** Joins the session. */
  @Setup
  public void openSession() {
    session = WorkerSession.open(config);
  }

  /** Leaves it. */
  @Teardown
  public void closeSession() throws IOException {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  final BakeConfig config() {
    return config;
  }

  final WorkerSession session() {
    return java.util.Objects.requireNonNull(session);
  }
}
