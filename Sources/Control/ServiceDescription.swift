package import JSONText

/// `org.varlink.service`: what every varlink service says of itself, and the errors they share.
package enum ServiceDescription {
    static let interfaceName = "org.varlink.service"

    /// The interface with its definition.
    package static let interface = VarlinkInterface(
        name: interfaceName,
        definition: String(
            decoding: PackageResources.org_varlink_service_varlink, as: UTF8.self),
        methods: [GetInfo.name, GetInterfaceDescription.name])

    /// Who made the service and what it has.
    package enum GetInfo: VarlinkMethod {
        package typealias Input = NoParameters
        package typealias Output = About
        package static let name = "org.varlink.service.GetInfo"
    }

    /// The definition of one interface.
    package enum GetInterfaceDescription: VarlinkMethod {
        package typealias Input = InterfaceName
        package typealias Output = Definition
        package static let name = "org.varlink.service.GetInterfaceDescription"
    }

    /// What a service says of itself.
    package struct About: VarlinkParameters, Sendable, Equatable {
        package var vendor: String
        package var product: String
        package var version: String
        package var url: String
        package var interfaces: [String]

        /// What a service says of itself; the service fills in its interfaces.
        package init(
            vendor: String, product: String, version: String, url: String,
            interfaces: [String] = []
        ) {
            self.vendor = vendor
            self.product = product
            self.version = version
            self.url = url
            self.interfaces = interfaces
        }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            let fields = try JSONFields(
                parameters, allowing: ["vendor", "product", "version", "url", "interfaces"])
            vendor = try fields.string("vendor")
            product = try fields.string("product")
            version = try fields.string("version")
            url = try fields.string("url")
            interfaces = try fields.strings("interfaces")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("vendor", vendor)
            writer.field("product", product)
            writer.field("version", version)
            writer.field("url", url)
            writer.field("interfaces", interfaces)
            writer.endObject()
        }
    }

    /// The name of an interface.
    package struct InterfaceName: VarlinkParameters, Sendable, Equatable {
        package var interface: String

        /// Names an interface.
        package init(_ interface: String) { self.interface = interface }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            interface = try JSONFields(parameters, allowing: ["interface"]).string("interface")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("interface", interface)
            writer.endObject()
        }
    }

    /// The text of a `.varlink` file.
    package struct Definition: VarlinkParameters, Sendable, Equatable {
        package var description: String

        /// Holds the text.
        package init(_ description: String) { self.description = description }

        package init(parameters: JSONValue) throws(JSONFieldError) {
            description = try JSONFields(parameters, allowing: ["description"])
                .string("description")
        }

        package func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("description", description)
            writer.endObject()
        }
    }
}
