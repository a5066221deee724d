package org.arcoforge.format.grib.jpeg2000;

import java.io.IOException;
import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.BitstreamReaderAgent;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import jj2000.j2k.decoder.Decoder;
import jj2000.j2k.decoder.DecoderSpecs;
import jj2000.j2k.image.Coord;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.image.ImgDataConverter;
import jj2000.j2k.image.invcomptransf.InvCompTransf;
import jj2000.j2k.quantization.dequantizer.Dequantizer;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;
import jj2000.j2k.util.ParameterList;
import jj2000.j2k.wavelet.synthesis.InverseWT;
import org.arcoforge.format.ProcessorTime;

/** Decodes the samples of a JPEG 2000 code stream (ISO/IEC 15444-1) of one component by JJ2000. */
public final class Jpeg2000 {
  /** Processor time that a stream may take, ten times and more what sound ones do. */
  private static final long DECODING_NANOS = 1_000_000_000;

  private static final long SAMPLE_NANOS = 3_000;

  /** This swallows what JJ2000 would print to the console. */
  private static final class Silence implements MsgLogger {
    @Override
    public void printmsg(int severity, String message) {}

    @Override
    public void println(String text, int first, int others) {}

    @Override
    public void flush() {}
  }

  static {
    FacilityManager.registerMsgLogger(null, new Silence());
  }

  private Jpeg2000() {}

  private static ParameterList parameters() {
    ParameterList defaults = new ParameterList();
    for (String[] parameter : Decoder.getAllParameters()) {
      if (parameter[3] != null) {
        defaults.put(parameter[0], parameter[3]);
      }
    }
    return new ParameterList(defaults);
  }

  /**
   * Decodes the stream that begins at {@code from} and ends with the array.
   *
   * @param count how many samples must be in it
   * @throws IllegalArgumentException if it is damaged
   * @throws IllegalStateException if it takes longer than a sound stream could
   */
  public static int[] decode(byte[] bytes, int from, int count) throws IOException {
    StreamCheck.check(bytes, from, count);
    StreamInput input = new StreamInput(bytes, from);
    return ProcessorTime.limited(
        DECODING_NANOS + SAMPLE_NANOS * count,
        () -> decode(input, count),
        "decoding the JPEG 2000 stream",
        input::stop);
  }

  private static int[] decode(StreamInput stream, int count) throws IOException {
    ParameterList parameters = parameters();
    HeaderInfo info = new HeaderInfo();
    HeaderDecoder header = new HeaderDecoder(stream, parameters, info);
    int columns = header.getImgWidth();
    int depth = header.getOriginalBitDepth(0);
    DecoderSpecs specs = header.getDecoderSpecs();
    BitstreamReaderAgent agent =
        BitstreamReaderAgent.createInstance(stream, header, parameters, specs, false, info);
    Dequantizer dequantizer =
        header.createDequantizer(
            header.createROIDeScaler(
                header.createEntropyDecoder(agent, parameters), parameters, specs),
            new int[] {depth},
            specs);
    InverseWT wavelet = InverseWT.createInstance(dequantizer, specs);
    wavelet.setImgResLevel(agent.getImgRes());
    InvCompTransf image =
        new InvCompTransf(new ImgDataConverter(wavelet, 0), specs, new int[] {depth}, parameters);
    int shift = header.isOriginalSigned(0) ? 0 : 1 << (depth - 1);
    int[] samples = new int[count];
    Coord tiles = image.getNumTiles(null);
    for (int y = 0; y < tiles.y; y++) {
      for (int x = 0; x < tiles.x; x++) {
        image.setTile(x, y);
        int index = image.getTileIdx();
        int left = image.getCompULX(0) - image.getImgULX();
        int top = image.getCompULY(0) - image.getImgULY();
        int width = image.getTileCompWidth(index, 0);
        int height = image.getTileCompHeight(index, 0);
        DataBlkInt block = new DataBlkInt(0, 0, width, height);
        block = (DataBlkInt) image.getInternCompData(block, 0);
        for (int row = 0; row < height; row++) {
          for (int column = 0; column < width; column++) {
            samples[(top + row) * columns + left + column] =
                block.data[block.offset + row * block.scanw + column] + shift;
          }
        }
      }
    }
    return samples;
  }
}
