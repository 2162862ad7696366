package io.resail.wire;

import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.proto.v1.ClassCatalog;
import io.resail.proto.v1.InstanceRule;
import io.resail.raster.LabelClass;
import java.util.TreeMap;
import java.util.TreeSet;

/// The classes of a data set as a message and back.
final class CatalogCodec {
  private CatalogCodec() {}

  /// A catalogue with its fingerprint.
  static ClassCatalog message(io.resail.raster.ClassCatalog catalog) {
    ClassCatalog.Builder message =
        ClassCatalog.newBuilder()
            .setName(catalog.name())
            .setInstanceRule(rule(catalog.instanceRule()))
            .addAllIgnoredLabels(catalog.ignoredLabels())
            .putAllCategories(catalog.categories())
            .setChannels(catalog.channels())
            .setFingerprint(catalog.fingerprint());
    for (LabelClass each : catalog.classes()) {
      message.addClasses(
          io.resail.proto.v1.LabelClass.newBuilder()
              .setLabel(each.label())
              .setName(each.name())
              .setRgb(each.rgb())
              .setThing(each.thing()));
    }
    return message.build();
  }

  /// The catalogue of a message.
  ///
  /// @throws FaultException [Fault#BROKEN] if its fingerprint is not the one sent with it
  static io.resail.raster.ClassCatalog value(ClassCatalog message) {
    io.resail.raster.InstanceRule rule = rule(message.getInstanceRule());
    var classes =
        Field.each(
            "catalog.classes",
            message.getClassesList(),
            (field, c) ->
                Field.made(
                    field,
                    () -> new LabelClass(c.getLabel(), c.getName(), c.getRgb(), c.getThing())));
    io.resail.raster.ClassCatalog catalog =
        Field.made(
            "catalog",
            () ->
                new io.resail.raster.ClassCatalog(
                    message.getName(),
                    rule,
                    classes,
                    new TreeSet<>(message.getIgnoredLabelsList()),
                    new TreeMap<>(message.getCategoriesMap()),
                    message.getChannels()));
    if (!message.getFingerprint().isEmpty()
        && !message.getFingerprint().equals(catalog.fingerprint())) {
      throw new FaultException(
          Fault.BROKEN,
          "catalogue '"
              + catalog.name()
              + "' sent with fingerprint "
              + message.getFingerprint()
              + " has "
              + catalog.fingerprint()
              + ": client and server are of different versions");
    }
    return catalog;
  }

  private static InstanceRule rule(io.resail.raster.InstanceRule rule) {
    return switch (rule) {
      case CITYSCAPES -> InstanceRule.INSTANCE_RULE_CITYSCAPES;
      case ADE20K -> InstanceRule.INSTANCE_RULE_ADE20K;
      case COCO_STUFF -> InstanceRule.INSTANCE_RULE_COCO_STUFF;
      case PLAIN -> InstanceRule.INSTANCE_RULE_PLAIN;
    };
  }

  private static io.resail.raster.InstanceRule rule(InstanceRule rule) {
    return switch (rule) {
      case INSTANCE_RULE_CITYSCAPES -> io.resail.raster.InstanceRule.CITYSCAPES;
      case INSTANCE_RULE_ADE20K -> io.resail.raster.InstanceRule.ADE20K;
      case INSTANCE_RULE_COCO_STUFF -> io.resail.raster.InstanceRule.COCO_STUFF;
      case INSTANCE_RULE_PLAIN -> io.resail.raster.InstanceRule.PLAIN;
      case INSTANCE_RULE_UNSPECIFIED, UNRECOGNIZED ->
          throw Field.wrong(
              "catalog.instance_rule",
              "catalogue with an instance rule this version does not know: update it");
    };
  }
}
