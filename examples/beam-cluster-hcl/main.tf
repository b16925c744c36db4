# Three nodes of an Elixir release on Incus, changed one after the other: the graph is the rollout.

terraform {
  required_version = ">= 1.11"
  required_providers {
    cul8er = { source = "cul8er/cul8er" }
  }
}

variable "release" {
  description = "Tarball of the release, as `mix release` makes it."
  type        = string
}

variable "image" {
  description = "Image tarball that the instances are made of."
  type        = string
}

variable "secrets" {
  description = "Cookie of the cluster and the secret part of the environment. They are in neither plan nor state."
  type        = object({ cookie = string, secret_key_base = string })
  ephemeral   = true
}

variable "secrets_version" {
  description = "Another number says that the secrets have changed."
  type        = number
  default     = 1
}

variable "name" {
  description = "First part of the instances' names, which are unique on their network."
  type        = string
  default     = "chat"
}

locals {
  app   = "chat"
  nodes = toset([for number in range(1, 4) : "${var.name}-${number}"])
  check = { http = { port = 4000, path = "/health" }, successes = 2, deadline = "60s" }
}

resource "cul8er_image" "debian" {
  name = "${var.name}-debian"
  file = var.image
}

# Infrastructure: an instance for each node, and a volume that outlives it.
resource "cul8er_storage_volume" "data" {
  for_each = local.nodes
  name     = each.key
}

resource "cul8er_instance" "node" {
  for_each    = local.nodes
  name        = each.key
  image       = cul8er_image.debian.fingerprint
  limits      = { cpu = 1, memory = "256MiB" }
  pin_address = true
  # Its node carries out what needs a restart, when it stands still.
  restart = "defer"
  devices = {
    (local.app) = {
      type   = "disk"
      pool   = cul8er_storage_volume.data[each.key].pool
      source = cul8er_storage_volume.data[each.key].name
      path   = "/opt/${local.app}"
    }
  }
}

# Configuration: the release is staged everywhere before anything is touched.
resource "cul8er_release" "chat" {
  for_each           = local.nodes
  instance           = cul8er_instance.node[each.key].name
  incarnation        = cul8er_instance.node[each.key].incarnation
  address            = cul8er_instance.node[each.key].ipv4_address
  peers              = [for name, node in cul8er_instance.node : node.ipv4_address if name != each.key]
  cluster            = local.nodes
  changes            = "rolling"
  app                = local.app
  release            = var.release
  environment        = { PORT = "4000" }
  secrets_wo         = { SECRET_KEY_BASE = var.secrets.secret_key_base }
  secrets_wo_version = var.secrets_version
  cookie_wo          = var.secrets.cookie
  cookie_wo_version  = var.secrets_version
  health_check       = local.check
}

# Strategy: one node after the other, each behind the check of the one before. A node that fails its check is put back by it.
resource "cul8er_beam_node" "first" {
  instance        = cul8er_instance.node["${var.name}-1"].name
  incarnation     = cul8er_instance.node["${var.name}-1"].incarnation
  pending         = cul8er_instance.node["${var.name}-1"].pending
  app             = local.app
  revision        = cul8er_release.chat["${var.name}-1"].revision
  secret_revision = cul8er_release.chat["${var.name}-1"].secret_revision
  version         = cul8er_release.chat["${var.name}-1"].version
  node_name       = cul8er_release.chat["${var.name}-1"].node_name
  health_check    = local.check
  cluster         = local.nodes
  on_failure      = "gate"
  depends_on      = [cul8er_release.chat]
}

resource "cul8er_health_check" "first" {
  name        = "first"
  app         = local.app
  instances   = [cul8er_beam_node.first.instance]
  generations = [cul8er_beam_node.first.generation]
  check       = local.check
  min_uptime  = "10s"
}

resource "cul8er_beam_node" "second" {
  instance        = cul8er_instance.node["${var.name}-2"].name
  incarnation     = cul8er_instance.node["${var.name}-2"].incarnation
  pending         = cul8er_instance.node["${var.name}-2"].pending
  app             = local.app
  revision        = cul8er_release.chat["${var.name}-2"].revision
  secret_revision = cul8er_release.chat["${var.name}-2"].secret_revision
  version         = cul8er_release.chat["${var.name}-2"].version
  node_name       = cul8er_release.chat["${var.name}-2"].node_name
  health_check    = local.check
  cluster         = local.nodes
  on_failure      = "gate"
  depends_on      = [cul8er_health_check.first]
}

resource "cul8er_health_check" "second" {
  name        = "second"
  app         = local.app
  instances   = [cul8er_beam_node.second.instance]
  generations = [cul8er_beam_node.second.generation]
  check       = local.check
}

resource "cul8er_beam_node" "third" {
  instance        = cul8er_instance.node["${var.name}-3"].name
  incarnation     = cul8er_instance.node["${var.name}-3"].incarnation
  pending         = cul8er_instance.node["${var.name}-3"].pending
  app             = local.app
  revision        = cul8er_release.chat["${var.name}-3"].revision
  secret_revision = cul8er_release.chat["${var.name}-3"].secret_revision
  version         = cul8er_release.chat["${var.name}-3"].version
  node_name       = cul8er_release.chat["${var.name}-3"].node_name
  health_check    = local.check
  cluster         = local.nodes
  on_failure      = "gate"
  depends_on      = [cul8er_health_check.second]
}

# The last one looks at all of them together, and ends the rollout.
resource "cul8er_health_check" "all" {
  name = "all"
  app  = local.app
  instances = [
    cul8er_beam_node.first.instance,
    cul8er_beam_node.second.instance,
    cul8er_beam_node.third.instance,
  ]
  generations = [
    cul8er_beam_node.first.generation,
    cul8er_beam_node.second.generation,
    cul8er_beam_node.third.generation,
  ]
  check   = local.check
  cluster = true
  final   = true
}

output "nodes" {
  value = [for node in [cul8er_beam_node.first, cul8er_beam_node.second, cul8er_beam_node.third] : {
    name    = node.node_name
    address = node.address
    version = node.running_version
  }]
}
