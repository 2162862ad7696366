package io.resail.synthesis;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;

/// Changes which models can be asked for while others paint. Any thread may call.
public interface ModelControl {
  /// What is loaded, on which devices, and what could be.
  PainterStatus status();

  /// Loads a checkpoint and warms it up; it can be asked for when this returns.
  ///
  /// @param file below the folder of models, such as `streets.safetensors`
  /// @throws FaultException [Fault#WRONG_INPUT] if models are fixed here, the name leaves the
  ///     folder, the model is for other classes or one of its name is loaded; [Fault#UNKNOWN] if
  ///     there is no such file; [Fault#DAMAGED] if it is no generator; [Fault#BUSY] if the device
  ///     has not the memory beside what is loaded
  LoadedModel load(String file, Patience patience);

  /// Lets a model take no more requests, waits for those it has, and frees its memory.
  ///
  /// @throws FaultException [Fault#UNKNOWN] if no such model is loaded; the message says which are;
  ///     [Fault#WRONG_INPUT] if models are fixed here; [Fault#TOO_LATE] or [Fault#CANCELLED] if
  ///     patience ends first: then it is freed when its last request ends
  void unload(String name, Patience patience);
}
