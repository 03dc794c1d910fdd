package dev.superlane.peers;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** libtorch through DJL; every product makes a new tensor, as its users' do. */
final class Torch implements GemmPeer {
  /** JVM options that keep it to one thread and off the network. */
  static final String ONE_THREAD = "-Dai.djl.pytorch.num_threads=1";

  static final String ONE_INTEROP_THREAD = "-Dai.djl.pytorch.num_interop_threads=1";
  static final String OFFLINE = "-Dai.djl.offline=true";

  private final NDManager manager = manager();
  private final NDArray a;
  private final NDArray b;
  private NDArray c;

  Torch(Product product) {
    NDArray storedA =
        manager.create(product.a(), new Shape(product.a().length / product.lda(), product.lda()));
    NDArray storedB =
        manager.create(product.b(), new Shape(product.b().length / product.ldb(), product.ldb()));
    a = product.aTransposed() ? storedA.transpose() : storedA;
    b = product.bTransposed() ? storedB.transpose() : storedB;
  }

  static NDManager manager() {
    return NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @Override
  public void multiply() {
    if (c != null) {
      c.close();
    }
    c = a.matMul(b);
  }

  @Override
  public float[] result() {
    return c.toFloatArray();
  }
}
