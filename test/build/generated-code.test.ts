import { describe, expect, it } from 'vitest';
import { MessageModule } from '../../build/trim-momento-sdk/message-module.js';
import { findRuntimeMembers } from '../../build/trim-momento-sdk/replacements.js';
import { trimServiceModule } from '../../build/trim-momento-sdk/service-module.js';
import type { UsedNames } from '../../build/trim-momento-sdk/live-code.js';

/** The names of an SDK that calls each method with so many arguments. */
function using(methods: Readonly<Record<string, number>>, ...names: string[]): UsedNames {
  return {
    hasName: (name) => name in methods || names.includes(name),
    hasMember: (name) => name in methods,
    fewestArguments: (name) => methods[name] ?? 0,
  };
}

const NOTHING = using({});

const MESSAGES = `
var jspb = require('google-protobuf');
var goog = jspb;
var proto = {};
var common_pb = require('./common_pb.js');
goog.object.extend(proto, common_pb);
goog.exportSymbol('_Item', null, proto);
proto._Item = function(opt_data) {
  jspb.Message.initialize(this, opt_data, 0, -1, proto._Item.repeatedFields_, null);
};
goog.inherits(proto._Item, jspb.Message);
if (goog.DEBUG && !COMPILED) { proto._Item.displayName = 'proto._Item'; }
proto._Item._Part = function(opt_data) {
  jspb.Message.initialize(this, opt_data, 0, -1, null, null);
};
proto._Item.repeatedFields_ = [1];
if (jspb.Message.GENERATE_TO_OBJECT) { proto._Item.prototype.toObject = function() {}; }
proto._Item.deserializeBinary = function(bytes) {
  var msg = new proto._Item;
  msg.setPart(new proto._Item._Part, common_pb._Empty.deserializeBinary);
  return msg;
};
proto._Item.prototype.getPart = function() { return jspb.Message.getField(this, 1); };
proto._Item.prototype.setPart = function(value) { return jspb.Message.setField(this, 1, value); };
proto._Item._Part.prototype.getText = function() { return ''; };
proto.Kind = { A: 1 };
goog.object.extend(exports, proto);
`;

describe('a module of messages', () => {
  it('keeps what is asked for, and tells what that needs', () => {
    const module = new MessageModule('item_pb.js', MESSAGES, NOTHING);
    const needs = module.keep('_Item', 'deserializeBinary');
    expect(needs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ from: '', className: '_Item', member: 'repeatedFields_' }),
        expect.objectContaining({ from: '', className: '_Item', member: 'setPart' }),
        expect.objectContaining({ from: '', className: '_Item._Part', member: undefined }),
        expect.objectContaining({
          from: './common_pb.js',
          className: '_Empty',
          member: 'deserializeBinary',
        }),
      ]),
    );
    for (const { from, className, member } of needs) if (!from) module.keep(className, member);
    expect(module.code).toMatch(/export class _Item extends jspb\.Message/);
    expect(module.code).toMatch(/static deserializeBinary\(bytes\)/);
    expect(module.code).toMatch(/new _Item\$_Part, common_pb\._Empty\.deserializeBinary/);
    expect(module.code).toContain('setPart');
    expect(module.code).not.toMatch(/getPart|getText|toObject|displayName|Kind|exportSymbol/);
  });

  it('keeps the members that the SDK uses of a class, and no others', () => {
    const used = using({ getPart: 0 }, '_Item', 'Kind');
    const module = new MessageModule('item_pb.js', MESSAGES, used);
    expect(module.usedNames).toEqual(['_Item', 'Kind']);
    expect(module.keep('_Item', undefined)).toContainEqual({
      from: '',
      className: '_Item',
      member: 'getPart',
    });
    module.keep('_Item', 'getPart');
    expect(module.code).toContain('getPart');
    expect(module.code).not.toMatch(/setPart|deserializeBinary|getText/);
  });

  it('is empty where nothing is asked for', () => {
    expect(new MessageModule('item_pb.js', MESSAGES, NOTHING).code).toBe('');
  });

  it.each(['proto._Item.a.b.c = 1;', 'somethingNew();', 'for (;;) {}', 'exports.a = 1;'])(
    'rejects the unknown statement %j',
    (statement) => {
      const read = (): MessageModule =>
        new MessageModule('item_pb.js', `${MESSAGES}${statement}`, NOTHING);
      expect(read).toThrow(`item_pb.js:${lastLine(MESSAGES)}: unknown statement`);
    },
  );
});

const SERVICE = `
"use strict";
var __importStar = (this && this.__importStar) || function (mod) { return mod; };
Object.defineProperty(exports, "__esModule", { value: true });
exports.ListsClient = void 0;
const grpcWeb = __importStar(require("grpc-web"));
const lists_pb = __importStar(require("./lists_pb"));
class ListsClient {
    constructor(hostname, credentials, options) {
        this.methodDescriptorFetch = new grpcWeb.MethodDescriptor('/a.Lists/Fetch', grpcWeb.MethodType.UNARY, lists_pb._Request, lists_pb._Response, (request) => {
            return request.serializeBinary();
        }, lists_pb._Response.deserializeBinary);
        this.methodDescriptorDelete = new grpcWeb.MethodDescriptor('/a.Lists/Delete', grpcWeb.MethodType.UNARY, lists_pb._Request, lists_pb._Response, (request) => {
            return request.serializeBinary();
        }, lists_pb._Response.deserializeBinary);
        this.hostname_ = hostname;
    }
    fetch(request, metadata, callback) {
        if (callback !== undefined) {
            return this.client_.rpcCall(this.hostname_ + '/a.Lists/Fetch', request, metadata || {}, this.methodDescriptorFetch, callback);
        }
        return this.client_.unaryCall(this.hostname_ + '/a.Lists/Fetch', request, metadata || {}, this.methodDescriptorFetch);
    }
    delete(request, metadata, callback) {}
}
exports.ListsClient = ListsClient;
`;

describe('a client of a service', () => {
  it('keeps the calls that are made, and needs their messages', () => {
    const called = using({ fetch: 3 }, 'ListsClient');
    const { code, needs } = trimServiceModule('lists.js', SERVICE, called);
    expect(code).toContain('export class ListsClient');
    expect(code).not.toMatch(/Delete|delete|require|exports|__/);
    // Every use passes a callback, so no promise is returned.
    expect(code).not.toContain('unaryCall');
    expect(needs).toEqual([
      { from: './lists_pb', className: '_Request', member: 'serializeBinary' },
      { from: './lists_pb', className: '_Response', member: 'deserializeBinary' },
    ]);
  });

  it('answers with promises where somebody calls without a callback', () => {
    const called = using({ fetch: 2 }, 'ListsClient');
    expect(trimServiceModule('lists.js', SERVICE, called).code).toContain('unaryCall');
  });

  it('stops at what it does not know', () => {
    const read = (): unknown => trimServiceModule('lists.js', `${SERVICE}somethingNew();`, NOTHING);
    expect(read).toThrow(`lists.js:${lastLine(SERVICE)}: unknown statement "somethingNew();"`);
  });

  it('lists the used members of the runtime libraries', () => {
    const used = findRuntimeMembers('lists.js', SERVICE).map(({ path }) => path.join('.'));
    expect(used).toContain('MethodDescriptor');
    expect(used).toContain('MethodType.UNARY');
    expect(used).toContain('GrpcWebClientBase.rpcCall');
    const read = 'value = reader.readString(); jspb.Message.setField(msg, 1, value);';
    expect(findRuntimeMembers('a_pb.js', read)).toEqual([
      { library: 'google-protobuf', path: ['BinaryReader', 'readString'], of: 'instance' },
      { library: 'google-protobuf', path: ['Message', 'setField'], of: 'library' },
    ]);
  });
});

function lastLine(text: string): string {
  return String(text.split('\n').length);
}
