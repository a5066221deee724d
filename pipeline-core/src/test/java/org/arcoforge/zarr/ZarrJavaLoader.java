package org.arcoforge.zarr;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A class loader finds zarr-java and the netcdf-java 5 that it was built for here, and all else on
 * the class path, on which netcdf-java is an older one.
 *
 * <p>netcdf-java 5 is not on Maven Central under its own name. A NetBeans module that is there
 * holds it, as a jar within the module's file; the build copies the module beside the classes.
 */
final class ZarrJavaLoader extends URLClassLoader {
  private static final Path MODULE = Path.of("target", "independent-readers", "netcdf-nbm.nbm");
  private static final String LIBRARY =
      "netbeans/modules/ext/io.github.nilshoffmann.netcdf-nbm/edu-ucar/cdm-core.jar";

  private ZarrJavaLoader(URL... jars) {
    super(jars, ZarrJavaLoader.class.getClassLoader());
  }

  /**
   * Opens a loader.
   *
   * @param folder where the library is unpacked to; must stay until the loader is closed
   */
  static ZarrJavaLoader open(Path folder) throws IOException {
    if (!Files.exists(MODULE)) {
      throw new IOException(
          MODULE.toAbsolutePath()
              + " is not there; run 'mvn -pl pipeline-core generate-test-resources', which copies"
              + " it, and start tests in the folder of their module");
    }
    Path library = folder.resolve("cdm-core.jar");
    try (FileSystem module = FileSystems.newFileSystem(MODULE)) {
      Files.copy(module.getPath(LIBRARY), library);
    }
    return new ZarrJavaLoader(
        library.toUri().toURL(),
        home(dev.zarr.zarrjava.core.Array.class),
        home(ZarrJavaReader.class));
  }

  private static URL home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Makes a reader whose classes come from here. */
  IndependentReader reader() throws ReflectiveOperationException {
    return loadClass(ZarrJavaReader.class.getName())
        .asSubclass(IndependentReader.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  private static boolean isOwn(String name) {
    return name.startsWith("ucar.")
        || name.startsWith("dev.zarr.")
        || name.equals(ZarrJavaReader.class.getName());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isOwn(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }
}
