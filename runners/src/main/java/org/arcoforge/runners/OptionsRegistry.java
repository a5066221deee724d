package org.arcoforge.runners;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/**
 * Beam's registry of pipeline options begins with none of those that the class path lists: a local
 * bake asks for a few, which Beam adds when they are asked for, and reading and checking all of
 * them would take processor time of its start.
 */
final class OptionsRegistry {
  private static volatile boolean isPartial;

  private OptionsRegistry() {}

  /** Makes it in a thread, which is returned: that goes on while the recipe is read. */
  static Thread begin() {
    return begin(PipelineOptionsFactory::create);
  }

  /** Makes it by what a test does, where there is one already. */
  static Thread begin(Runnable make) {
    Thread thread = new Thread(make, "options");
    thread.setContextClassLoader(new Unlisted(OptionsRegistry.class.getClassLoader()));
    thread.setDaemon(true);
    isPartial = true;
    thread.start();
    return thread;
  }

  /** Adds what the class path lists, if it is left out: where options are given by name or sent. */
  static void complete() {
    if (isPartial) {
      PipelineOptionsFactory.resetCache();
      isPartial = false;
    }
  }

  /** Knows every class, and no list of options. */
  private static final class Unlisted extends ClassLoader {
    Unlisted(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.endsWith("/" + PipelineOptionsRegistrar.class.getName())
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }
}
