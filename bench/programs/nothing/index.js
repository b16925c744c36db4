// Resources that do nothing, as many as asked for: what the engine itself costs.
const pulumi = require("@pulumi/pulumi");

const provider = {
  create: async (inputs) => ({ id: inputs.name, outs: inputs }),
  diff: async () => ({ changes: false }),
  read: async (id, props) => ({ id, props }),
};

class Nothing extends pulumi.dynamic.Resource {
  constructor(name) {
    super(provider, name, { name });
  }
}

for (let index = 0; index < new pulumi.Config().requireNumber("count"); index++) new Nothing(`n${index}`);
